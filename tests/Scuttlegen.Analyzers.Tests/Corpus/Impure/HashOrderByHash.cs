// SCUT1007: players are ordered by their hash codes to look random
using System.Collections.Immutable;

public sealed record Queue(ImmutableArray<string> Players);
public sealed record QueueMixed(string By);

public static class QueueReducers
{
    [Reducer]
    public static Queue Apply(Queue state, QueueMixed action) => new([.. state.Players.OrderBy(player => player.GetHashCode())]); // here
}
