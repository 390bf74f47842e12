// SCUT1006: string.Concat over boxed values calls their culture-sensitive ToString
public sealed record Trace(string Text);
public sealed record Observed(string Sensor, double Value);

public static class TraceReducers
{
    [Reducer]
    public static Trace Apply(Trace state, Observed action) => new(string.Concat(action.Sensor, "=", action.Value)); // here
}
