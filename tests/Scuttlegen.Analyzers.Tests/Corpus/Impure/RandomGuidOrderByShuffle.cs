// SCUT1002: the well-known OrderBy(_ => Guid.NewGuid()) shuffle of players
using System.Collections.Immutable;

public sealed record Lobby(ImmutableList<string> Players);
public sealed record Started(string Host);

public static class LobbyReducers
{
    [Reducer]
    public static Lobby Apply(Lobby state, Started action) => new(state.Players.OrderBy(_ => Guid.NewGuid()).ToImmutableList()); // here
}
