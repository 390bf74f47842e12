// SCUT1010: an estimate is whatever the processor estimates
public sealed record Zoom(float Level);
public sealed record Zoomed(float By);

public static class ZoomReducers
{
    [Reducer]
    public static Zoom Apply(Zoom state, Zoomed action) => new(state.Level * MathF.ReciprocalSqrtEstimate(action.By)); // here
}
