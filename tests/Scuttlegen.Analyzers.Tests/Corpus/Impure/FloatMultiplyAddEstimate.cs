// SCUT1010: MultiplyAddEstimate fuses only where that is fast
public sealed record Gain(double Value);
public sealed record Amplified(double By);

public static class GainReducers
{
    [Reducer]
    public static Gain Apply(Gain state, Amplified action) => new(double.MultiplyAddEstimate(state.Value, action.By, 0.5)); // here
}
