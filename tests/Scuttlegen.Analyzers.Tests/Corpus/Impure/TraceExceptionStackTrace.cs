// SCUT1013: a caught exception's stack trace goes into the state
public sealed record Parsed(uint Value, string Error);
public sealed record Input(string Text);

public static class ParsedReducers
{
    [Reducer]
    public static Parsed Apply(Parsed state, Input action)
    {
        try
        {
            return new Parsed((uint)action.Text[0], "");
        }
        catch (IndexOutOfRangeException e)
        {
            return state with { Error = e.StackTrace ?? "" }; // here
        }
    }
}
