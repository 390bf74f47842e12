// SCUT1003: the word list is a file beside the program, which may differ by deployment
using System.Collections.Immutable;

public static class Words
{
    public static bool Known(string word)
    {
        using var reader = File.OpenText("words.txt");
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
            if (line == word) return true;
        return false;
    }
}

public sealed record Scrabble(ImmutableList<string> Played);
public sealed record WordPlayed(string Word);

public static class ScrabbleReducers
{
    [Reducer]
    public static Scrabble Apply(Scrabble state, WordPlayed action) => Words.Known(action.Word) ? new(state.Played.Add(action.Word)) : state; // here
}
