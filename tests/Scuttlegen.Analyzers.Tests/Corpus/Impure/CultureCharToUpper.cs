// SCUT1006: char.ToUpper capitalises by the current culture
public sealed record Title(string Text);
public sealed record Titled(string Text);

public static class TitleReducers
{
    [Reducer]
    public static Title Apply(Title state, Titled action) => action.Text is [var first, .. var rest] ? new(char.ToUpper(first) + rest) : state; // here
}
