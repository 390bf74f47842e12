// SCUT1010: a generic helper over ITrigonometricFunctions calls T.Tan
using System.Numerics;

public static class Slopes
{
    public static T Rise<T>(T run, T angle) where T : ITrigonometricFunctions<T> => run * T.Tan(angle);
}

public sealed record Ramp(double Height);
public sealed record Tilted(double Angle);

public static class RampReducers
{
    [Reducer]
    public static Ramp Apply(Ramp state, Tilted action) => new(Slopes.Rise(2.0, action.Angle)); // here
}
