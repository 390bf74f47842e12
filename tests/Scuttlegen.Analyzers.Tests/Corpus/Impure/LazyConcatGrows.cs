// SCUT2006: each action wraps the sequence of the last one
public sealed record Log(IEnumerable<string> Lines);

public sealed record Logged(string Line);

public static class LogReducer
{
    [Reducer]
    public static Log Apply(Log state, Logged action) => state with { Lines = state.Lines.Append(action.Line) }; // here
}
