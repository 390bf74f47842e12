// SCUT1006: IndexOf(string) searches linguistically
public sealed record Split(string Head);
public sealed record Line(string Text);

public static class SplitReducers
{
    [Reducer]
    public static Split Apply(Split state, Line action)
    {
        var at = action.Text.IndexOf("\n"); // here
        return at < 0 ? state : new Split(action.Text[..at]);
    }
}
