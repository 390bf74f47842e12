// SCUT1008: a ConcurrentDictionary used as a local index is listed in bucket order
using System.Collections.Concurrent;
using System.Collections.Immutable;

public static class Words
{
    public static ImmutableArray<string> Distinct(ImmutableArray<string> words)
    {
        var seen = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var word in words)
            seen.TryAdd(word, true);
        return [.. seen.Keys];
    }
}

public sealed record Vocabulary(ImmutableArray<string> Words);
public sealed record TextRead(ImmutableArray<string> Words);

public static class VocabularyReducers
{
    [Reducer]
    public static Vocabulary Apply(Vocabulary state, TextRead action) => new(Words.Distinct(state.Words.AddRange(action.Words))); // here
}
