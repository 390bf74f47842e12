// silent: stack memory, written before it is read
public sealed record Word(string Text);

public sealed record Reversed;

public static class WordReducer
{
    [Reducer]
    public static Word Apply(Word state, Reversed action)
    {
        if (state.Text.Length > 64)
            return state;
        Span<char> letters = stackalloc char[state.Text.Length];
        state.Text.CopyTo(letters);
        letters.Reverse();
        return new Word(new string(letters));
    }
}
