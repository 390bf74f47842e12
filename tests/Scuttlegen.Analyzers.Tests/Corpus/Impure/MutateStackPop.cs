// SCUT2002, SCUT4002: undo pops the state's own stack
public sealed record Editor(string Text, Stack<string> Undo); // here

public sealed record Undone;

public static class EditorReducer
{
    [Reducer]
    public static Editor Apply(Editor state, Undone action)
    {
        if (!state.Undo.TryPop(out var text)) // here
            return state;
        return state with { Text = text };
    }
}
