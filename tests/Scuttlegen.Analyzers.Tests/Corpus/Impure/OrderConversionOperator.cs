// SCUT1008: an implicit conversion from a set wrapper to a string joins it as it comes
using System.Collections.Immutable;

public readonly struct Labels(ImmutableHashSet<string> items)
{
    private readonly ImmutableHashSet<string> _items = items;
    public static implicit operator string(Labels labels) => string.Join('|', labels._items);
}

public sealed record Issue(ImmutableHashSet<string> Labels, string Line);
public sealed record Labelled(string Label);

public static class IssueReducers
{
    [Reducer]
    public static Issue Apply(Issue state, Labelled action)
    {
        var all = state.Labels.Add(action.Label);
        string line = new Labels(all); // here
        return new Issue(all, line);
    }
}
