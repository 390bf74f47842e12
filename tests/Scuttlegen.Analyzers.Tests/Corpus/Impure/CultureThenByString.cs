// SCUT1006: ordering by points is exact, but ThenBy(name) is cultural
using System.Collections.Immutable;

public sealed record Player(string Name, uint Points);
public sealed record Ladder(ImmutableArray<Player> Players);
public sealed record Scored(string Name, uint Points);

public static class LadderReducers
{
    [Reducer]
    public static Ladder Apply(Ladder state, Scored action)
    {
        var players = state.Players.Add(new Player(action.Name, action.Points));
        return new Ladder([.. players.OrderByDescending(player => player.Points).ThenBy(player => player.Name)]); // here
    }
}
