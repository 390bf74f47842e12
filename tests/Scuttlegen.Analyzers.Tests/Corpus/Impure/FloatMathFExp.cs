// SCUT1010: MathF.Exp decays a float
public sealed record Heat(float Value);
public sealed record Cooled(float Seconds);

public static class HeatReducers
{
    [Reducer]
    public static Heat Apply(Heat state, Cooled action) => new(state.Value * MathF.Exp(-action.Seconds)); // here
}
