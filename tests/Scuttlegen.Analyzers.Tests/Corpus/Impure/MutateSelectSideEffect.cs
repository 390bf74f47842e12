// SCUT2002, SCUT4002: the projection writes to the elements it projects
using System.Collections.Immutable;

public sealed class Player
{
    public int Hp { get; set; } // here
}

public sealed record Arena(ImmutableArray<Player> Players, int Alive);

public sealed record Exploded(int Damage);

public static class ArenaReducer
{
    [Reducer]
    public static Arena Apply(Arena state, Exploded action)
    {
        var alive = state.Players.Select(player => player.Hp -= action.Damage).Count(hp => hp > 0); // here
        return state with { Alive = alive };
    }
}
