// SCUT1006: "1.5" is fifteen under de-DE
public sealed record Meter(double Reading);
public sealed record Read(string Text);

public static class MeterReducers
{
    [Reducer]
    public static Meter Apply(Meter state, Read action) => new(double.Parse(action.Text)); // here
}
