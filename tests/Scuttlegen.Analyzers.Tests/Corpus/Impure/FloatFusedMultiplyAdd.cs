// SCUT1010: fusing keeps bits that a separate multiply and add would lose, and software fallbacks have differed
public sealed record Accumulator(double Value);
public sealed record Accumulated(double Factor, double Term);

public static class AccumulatorReducers
{
    [Reducer]
    public static Accumulator Apply(Accumulator state, Accumulated action) => new(Math.FusedMultiplyAdd(state.Value, action.Factor, action.Term)); // here
}
