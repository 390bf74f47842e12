// SCUT1009: List.Sort with a comparison is unstable: players with equal points land in either order
using System.Collections.Immutable;

public sealed record Player(string Name, int Points);
public sealed record Table(ImmutableList<Player> Players);
public sealed record Scored(string Name, int Points);

public static class TableReducers
{
    [Reducer]
    public static Table Apply(Table state, Scored action)
    {
        var players = state.Players.Add(new Player(action.Name, action.Points)).ToList();
        players.Sort((a, b) => b.Points.CompareTo(a.Points)); // here
        return new Table([.. players]);
    }
}
