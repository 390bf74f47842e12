// silent: a loop over a dictionary only fills a sorted one with an ordinal comparer
using System.Collections.Immutable;

public sealed record Index(ImmutableDictionary<string, int> Pages, ImmutableArray<string> Printed);
public sealed record Indexed(string Word, int Page);

public static class IndexReducers
{
    [Reducer]
    public static Index Apply(Index state, Indexed action)
    {
        var pages = state.Pages.SetItem(action.Word, action.Page);
        var sorted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, page) in pages)
            sorted.Add(word, page);
        return new Index(pages, [.. sorted.Keys]);
    }
}
