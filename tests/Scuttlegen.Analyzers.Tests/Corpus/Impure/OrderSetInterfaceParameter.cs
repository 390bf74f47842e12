// SCUT1008: a helper takes ISet<string> and returns its first longest member
using System.Collections.Immutable;

public static class Longest
{
    public static string Of(ISet<string> words)
    {
        var longest = "";
        foreach (var word in words)
            if (word.Length > longest.Length)
                longest = word;
        return longest;
    }
}

public sealed record Words(ImmutableHashSet<string> All, string Longest);
public sealed record WordSaid(string Word);

public static class WordReducers
{
    [Reducer]
    public static Words Apply(Words state, WordSaid action)
    {
        var all = state.All.Add(action.Word);
        return new Words(all, Longest.Of(all)); // here
    }
}
