// SCUT2003: a lookup table that the first call builds
public sealed record Text(int Vowels);

public sealed record Typed(string Word);

public static class Vowels
{
    private static bool[]? _table;

    public static bool Is(char letter)
    {
        var table = _table ??= Build();
        return letter < table.Length && table[letter];
    }

    private static bool[] Build()
    {
        var table = new bool[128];
        foreach (var vowel in "aeiou")
            table[vowel] = true;
        return table;
    }
}

public static class TextReducer
{
    [Reducer]
    public static Text Apply(Text state, Typed action)
    {
        var vowels = state.Vowels;
        foreach (var letter in action.Word)
        {
            if (Vowels.Is(letter)) // here
                vowels++;
        }

        return new Text(vowels);
    }
}
