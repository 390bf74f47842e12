// SCUT1010: Math.SinCos in a deconstruction
public sealed record Needle(double X, double Y);
public sealed record Swung(double Angle);

public static class NeedleReducers
{
    [Reducer]
    public static Needle Apply(Needle state, Swung action)
    {
        var (y, x) = Math.SinCos(action.Angle); // here
        return new Needle(x, y);
    }
}
