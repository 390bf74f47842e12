// SCUT2001: a gossiped action moves everybody's own cursor
public sealed record Document(string Text, [property: LocalSlice] int Cursor);

public sealed record Inserted(string Text);

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Inserted action) => state with
    {
        Text = state.Text + action.Text,
        Cursor = 0, // here
    };
}
