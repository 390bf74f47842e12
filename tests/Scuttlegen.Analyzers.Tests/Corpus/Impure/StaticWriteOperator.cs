// SCUT2003: operator * counts multiplications
public readonly record struct Ratio(int Numerator, int Denominator)
{
    private static int _operations;

    public static Ratio operator *(Ratio left, Ratio right)
    {
        _operations++;
        return new Ratio(left.Numerator * right.Numerator, left.Denominator * right.Denominator);
    }
}

public sealed record Zoom(Ratio Factor);

public sealed record Zoomed(Ratio By);

public static class ZoomReducer
{
    [Reducer]
    public static Zoom Apply(Zoom state, Zoomed action) => new(state.Factor * action.By); // here
}
