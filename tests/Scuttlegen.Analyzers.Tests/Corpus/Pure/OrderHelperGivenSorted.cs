// silent: an order-dependent helper is handed a sorted sequence
using System.Collections.Immutable;

public static class Joining
{
    public static string Lines(IEnumerable<string> items)
    {
        var text = "";
        foreach (var item in items)
            text = text + item + "\n";
        return text;
    }
}

public sealed record Guests(ImmutableHashSet<string> Names, string Printed);
public sealed record Arrived(string Name);

public static class GuestReducers
{
    [Reducer]
    public static Guests Apply(Guests state, Arrived action)
    {
        var names = state.Names.Add(action.Name);
        return new Guests(names, Joining.Lines(names.OrderBy(name => name, StringComparer.Ordinal)));
    }
}
