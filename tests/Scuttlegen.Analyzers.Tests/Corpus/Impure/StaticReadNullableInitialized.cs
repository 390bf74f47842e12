// SCUT2004: a static that an Initialize method sets once, at some time
public sealed record Dictionary(string Word);

public sealed record WordSet(string Word);

public static class SpellChecker
{
    private static SortedSet<string>? _words;

    public static void Initialize(IEnumerable<string> words) => _words = new SortedSet<string>(words, StringComparer.Ordinal);

    public static bool Knows(string word) => _words is not null && _words.Contains(word);
}

public static class DictionaryReducer
{
    [Guard]
    public static bool Known(Dictionary state, WordSet action) => SpellChecker.Knows(action.Word); // here

    [Reducer]
    public static Dictionary Apply(Dictionary state, WordSet action) => new(action.Word);
}
