// silent: a private Dictionary, filled by its initialiser, only looked up
public sealed record Text(long Morse);

public sealed record Keyed(char Letter);

public static class TextReducer
{
    private static readonly Dictionary<char, string> Codes = new() { ['a'] = ".-", ['b'] = "-...", ['c'] = "-.-." };

    [Reducer]
    public static Text Apply(Text state, Keyed action) => Codes.TryGetValue(action.Letter, out var code) ? new(state.Morse + code.Length) : state;
}
