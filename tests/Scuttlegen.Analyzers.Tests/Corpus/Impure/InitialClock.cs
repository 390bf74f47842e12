// SCUT1001, SCUT1002: every peer begins with another state, and replays from it.
public sealed record Game(Guid Id, DateTime Began, int Moves)
{
    public static Game Initial { get; } = new(Guid.NewGuid(), Clock.Start(), 0); // here
}

public static class Clock
{
    public static DateTime Start() => DateTime.UtcNow;
}

public sealed record Moved(int By);

public static class GameReducer
{
    [Reducer]
    public static Game Apply(Game state, Moved action) => state with { Moves = state.Moves + action.By };
}
