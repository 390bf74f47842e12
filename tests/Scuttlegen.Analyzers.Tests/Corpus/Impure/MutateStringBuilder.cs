// SCUT2002, SCUT4002: the log is a StringBuilder and is appended to
using System.Text;

public sealed record Log(StringBuilder Text); // here

public sealed record Logged(string Line);

public static class LogReducer
{
    [Reducer]
    public static Log Apply(Log state, Logged action)
    {
        state.Text.Append(action.Line).Append('\n'); // here
        return state;
    }
}
