// SCUT1005: StringBuilder.AppendLine ends lines with \r\n on Windows only
using System.Collections.Immutable;
using System.Text;

public sealed record Log(string Text);
public sealed record Logged(ImmutableArray<string> Lines);

public static class LogReducers
{
    [Reducer]
    public static Log Apply(Log state, Logged action)
    {
        var text = new StringBuilder(state.Text);
        foreach (var line in action.Lines)
            text.AppendLine(line); // here
        return new Log(text.ToString());
    }
}
