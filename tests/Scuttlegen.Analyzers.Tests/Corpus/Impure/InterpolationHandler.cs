// SCUT1001 Apply → Log.AppendFormatted → DateTime.UtcNow
// SCUT1006 Apply → Log.AppendFormatted → Int64.ToString
using System.Runtime.CompilerServices;

[InterpolatedStringHandler]
public ref struct Log(int literalLength, int formattedCount)
{
    private string _text = "";
    public void AppendLiteral(string text) => _text += text;
    public void AppendFormatted(int value) => _text += value + DateTime.UtcNow.Ticks;
    public override string ToString() => _text;
}

public static class Reducers
{
    private static string Render(Log log) => log.ToString();

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Render($"by {action.By}") }; // here
}
