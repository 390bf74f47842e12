// SCUT1006: StringComparer.InvariantCulture sorts by collation tables of the machine
using System.Collections.Immutable;

public sealed record Guests(ImmutableList<string> Names);
public sealed record Arrived(string Name);

public static class GuestReducers
{
    [Reducer]
    public static Guests Apply(Guests state, Arrived action) => new(state.Names.Add(action.Name).Sort(StringComparer.InvariantCulture)); // here
}
