// SCUT1008: names are appended in the hash order of an immutable set of strings
using System.Collections.Immutable;
using System.Text;

public sealed record Party(ImmutableHashSet<string> Guests, string Invitation);
public sealed record Invited(string Name);

public static class PartyReducers
{
    [Reducer]
    public static Party Apply(Party state, Invited action)
    {
        var guests = state.Guests.Add(action.Name);
        var text = new StringBuilder();
        foreach (var guest in guests) // here
            text.Append(guest).Append(',');
        return new Party(guests, text.ToString());
    }
}
