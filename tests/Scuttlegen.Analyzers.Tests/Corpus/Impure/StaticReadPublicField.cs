// SCUT2004: reads a public static field that anyone may set
public static class Rules
{
    public static int MaxPlayers = 4;
}

public sealed record Lobby(int Players);

public sealed record Entered;

public static class LobbyReducer
{
    [Reducer]
    public static Lobby Apply(Lobby state, Entered action) => state.Players < Rules.MaxPlayers ? new(state.Players + 1) : state; // here
}
