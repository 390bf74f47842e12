// SCUT1010: the power operator of a dimension type calls Math.Pow
public readonly record struct Length(double Metres)
{
    public static Length operator ^(Length length, double power) => new(Math.Pow(length.Metres, power));
}

public sealed record Plot(double Area);
public sealed record Surveyed(double Side);

public static class PlotReducers
{
    [Reducer]
    public static Plot Apply(Plot state, Surveyed action) => new((new Length(action.Side) ^ 2.0).Metres); // here
}
