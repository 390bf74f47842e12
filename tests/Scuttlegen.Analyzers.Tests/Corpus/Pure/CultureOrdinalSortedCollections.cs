// silent: sorted collections of strings are given the ordinal comparer when they are made
using System.Collections.Immutable;

public sealed record Glossary(ImmutableSortedDictionary<string, string> Terms, ImmutableSortedSet<string> Tags, ImmutableArray<string> Words);
public sealed record Defined(string Term, string Meaning, ImmutableArray<string> Tags);

public static class GlossaryReducers
{
    [Reducer]
    public static Glossary Apply(Glossary state, Defined action)
    {
        var terms = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).AddRange(state.Terms).SetItem(action.Term, action.Meaning);
        var tags = ImmutableSortedSet.CreateRange(StringComparer.Ordinal, action.Tags).Union(state.Tags);
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (term, _) in terms)
            words.Add(term);
        var index = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var tag in tags)
            index[tag] = tag.Length;
        return new Glossary(terms, tags, [.. words, .. index.Keys]);
    }
}
