// SCUT1006: List<string>.Sort() of a local list in a helper
using System.Collections.Immutable;

public static class Sorting
{
    public static ImmutableArray<string> Sorted(IEnumerable<string> items)
    {
        var list = new List<string>(items);
        list.Sort();
        return [.. list];
    }
}

public sealed record Labels(ImmutableArray<string> All);
public sealed record Labelled(string Label);

public static class LabelReducers
{
    [Reducer]
    public static Labels Apply(Labels state, Labelled action) => new(Sorting.Sorted(state.All.Add(action.Label))); // here
}
