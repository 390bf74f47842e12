// SCUT1012: what is not a number is not equal to itself, so the short cut shows
public sealed class Level(double value)
{
    public double Value { get; } = value;

    public static bool AreSame(Level left, Level right) => ReferenceEquals(left, right) || left.Value == right.Value;
}

public sealed record Tank(Level Level, int Changes);

public sealed record Measured(Level Level);

public static class TankReducer
{
    [Reducer]
    public static Tank Apply(Tank state, Measured action) => Level.AreSame(state.Level, action.Level) ? state : new(action.Level, state.Changes + 1); // here
}
