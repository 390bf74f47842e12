// silent: the four operations, square root, rounding and truncation are exact by IEEE 754
public sealed record Body(double X, double Y, double Speed);
public sealed record Pushed(double Dx, double Dy);

public static class BodyReducers
{
    [Reducer]
    public static Body Apply(Body state, Pushed action)
    {
        var speed = Math.Sqrt(action.Dx * action.Dx + action.Dy * action.Dy);
        return new Body(Math.Round(state.X + action.Dx, 3), Math.Floor(state.Y / 2) + Math.Ceiling(action.Dy), Math.Clamp(Math.Abs(speed), 0, Math.Max(100.0, state.Speed)));
    }
}
