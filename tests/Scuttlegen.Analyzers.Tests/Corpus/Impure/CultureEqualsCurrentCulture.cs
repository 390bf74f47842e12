// SCUT1006: Equals with StringComparison.CurrentCulture in an equality operator of a wrapper
public readonly struct Word(string text)
{
    private readonly string _text = text;
    public static bool operator ==(Word left, Word right) => string.Equals(left._text, right._text, StringComparison.CurrentCulture);
    public static bool operator !=(Word left, Word right) => !(left == right);
    public override bool Equals(object? other) => other is Word word && string.Equals(_text, word._text, StringComparison.Ordinal);
    public override int GetHashCode() => 0;
}

public sealed record Quiz(string Answer, uint Points);
public sealed record Answered(string Text);

public static class QuizReducers
{
    [Reducer]
    public static Quiz Apply(Quiz state, Answered action) => new Word(action.Text) == new Word(state.Answer) ? state with { Points = state.Points + 1 } : state; // here
}
