// SCUT2002: the index is fresh, the players in it are the action's
public sealed record Match(int Winner);

public sealed class Participant
{
    public int Id { get; init; }
    public int Wins { get; set; }
}

public sealed record MatchPlayed(IReadOnlyList<Participant> Players, int Winner);

public static class MatchReducer
{
    [Reducer]
    public static Match Apply(Match state, MatchPlayed action)
    {
        var byId = action.Players.ToDictionary(player => player.Id);
        if (!byId.TryGetValue(action.Winner, out var winner))
            return state;
        winner.Wins++; // here
        return new Match(winner.Id);
    }
}
