// SCUT2005: the builder itself is kept, not its text
using System.Text;

public sealed record Page(object Body, int Edits);

public sealed record PageWritten(string Text);

public static class PageReducer
{
    [Reducer]
    public static Page Apply(Page state, PageWritten action)
    {
        var body = new StringBuilder();
        body.Append(action.Text).Append('\n');
        return state with { Body = body, Edits = state.Edits + 1 }; // here
    }
}
