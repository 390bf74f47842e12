// silent: once true, always true
public sealed record Game(bool Over, bool Drawn);

public sealed record Resigned(bool Drawn);

public static class GameReducer
{
    [Reducer(Commutes = true)]
    public static Game Apply(Game state, Resigned action) => state with { Over = state.Over | true, Drawn = state.Drawn | action.Drawn };
}
