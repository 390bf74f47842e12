// SCUT1008: a helper returns the first matching member of a set
using System.Collections.Immutable;

public static class Picks
{
    public static string? FirstLongerThan(ImmutableHashSet<string> words, int length)
    {
        foreach (var word in words)
            if (word.Length > length)
                return word;
        return null;
    }
}

public sealed record Game(ImmutableHashSet<string> Words, string Current);
public sealed record NextRound(int MinLength);

public static class GameReducers
{
    [Reducer]
    public static Game Apply(Game state, NextRound action) => state with { Current = Picks.FirstLongerThan(state.Words, action.MinLength) ?? "" }; // here
}
