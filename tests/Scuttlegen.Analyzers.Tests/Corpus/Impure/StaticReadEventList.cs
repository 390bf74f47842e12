// SCUT2004: whether anyone listens to a static event decides
public static class Bell
{
    public static event Action? Rung;

    public static bool HasListeners => Rung is not null;
}

public sealed record Tower(int Rings);

public sealed record Rung;

public static class TowerReducer
{
    [Reducer]
    public static Tower Apply(Tower state, Rung action) => Bell.HasListeners ? new(state.Rings + 1) : state; // here
}
