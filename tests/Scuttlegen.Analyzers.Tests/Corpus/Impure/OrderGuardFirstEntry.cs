// SCUT1008: a guard asks whether the player is the "first" of a set
using System.Collections.Immutable;

public sealed record Lobby(ImmutableHashSet<string> Players);
public sealed record StartPressed(string By);

public static class LobbyGuards
{
    [Guard]
    public static bool MayStart(Lobby state, StartPressed action) => state.Players.FirstOrDefault() == action.By; // here
}
