// SCUT1010: Complex.Exp uses sine and cosine
using System.Numerics;

public sealed record Wave(double Re, double Im);
public sealed record Rotated(double Phase);

public static class WaveReducers
{
    [Reducer]
    public static Wave Apply(Wave state, Rotated action)
    {
        var turned = new Complex(state.Re, state.Im) * Complex.Exp(new Complex(0, action.Phase)); // here
        return new Wave(turned.Real, turned.Imaginary);
    }
}
