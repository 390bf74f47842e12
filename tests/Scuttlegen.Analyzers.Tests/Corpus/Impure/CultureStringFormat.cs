// SCUT1006: string.Format without a provider uses the current culture
public sealed record Caption(string Text);
public sealed record Measured(double Width, double Height);

public static class CaptionReducers
{
    [Reducer]
    public static Caption Apply(Caption state, Measured action) => new(string.Format("{0} x {1}", action.Width, action.Height)); // here
}
