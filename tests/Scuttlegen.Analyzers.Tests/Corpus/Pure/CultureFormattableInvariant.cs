// silent: FormattableString.Invariant takes the interpolated string apart before it is formatted
using static System.FormattableString;

public sealed record Caption(string Text);
public sealed record Sized(double Width, double Height);

public static class CaptionReducers
{
    [Reducer]
    public static Caption Apply(Caption state, Sized action) => new(Invariant($"{action.Width:F1} x {action.Height:F1}"));
}
