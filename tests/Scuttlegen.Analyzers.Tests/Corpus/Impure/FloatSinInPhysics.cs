// SCUT1010: Math.Sin is the C library's: last bits differ by platform
public sealed record Ball(double X, double Y);
public sealed record Thrown(double Angle, double Speed);

public static class BallReducers
{
    [Reducer]
    public static Ball Apply(Ball state, Thrown action) => new(state.X + action.Speed, state.Y + action.Speed * Math.Sin(action.Angle)); // here
}
