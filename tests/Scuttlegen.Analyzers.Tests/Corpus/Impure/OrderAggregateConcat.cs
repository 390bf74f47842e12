// SCUT1008: Aggregate with string concatenation does not commute
using System.Collections.Immutable;

public sealed record Slogan(ImmutableHashSet<string> Words, string Text);
public sealed record WordGiven(string Word);

public static class SloganReducers
{
    [Reducer]
    public static Slogan Apply(Slogan state, WordGiven action)
    {
        var words = state.Words.Add(action.Word);
        return new Slogan(words, words.Aggregate("", (text, word) => text + word)); // here
    }
}
