// SCUT1010: an extension Deconstruct turns a point into polar coordinates with Atan2
public readonly record struct Offset(double Dx, double Dy);

public static class Polar
{
    public static void Deconstruct(this Offset offset, out double length, out double angle, out bool zero)
    {
        length = Math.Sqrt(offset.Dx * offset.Dx + offset.Dy * offset.Dy);
        angle = Math.Atan2(offset.Dy, offset.Dx);
        zero = length == 0;
    }
}

public sealed record Compass(double Bearing);
public sealed record Stepped(Offset By);

public static class CompassReducers
{
    [Reducer]
    public static Compass Apply(Compass state, Stepped action)
    {
        var (_, angle, zero) = action.By; // here
        return zero ? state : new Compass(angle);
    }
}
