// SCUT1006: a SortedDictionary<string, …> without a comparer sorts by the current culture
using System.Collections.Immutable;

public sealed record Index(ImmutableArray<string> Words);
public sealed record Indexed(ImmutableArray<string> Words);

public static class IndexReducers
{
    [Reducer]
    public static Index Apply(Index state, Indexed action)
    {
        var sorted = new SortedDictionary<string, int>(); // here
        foreach (var word in action.Words)
            sorted[word] = word.Length;
        return new Index([.. sorted.Keys]);
    }
}
