// silent: OrderBy copies, and equal numbers cannot be told apart
using System.Collections.Immutable;

public sealed record Podium(ImmutableArray<int> Best);

public sealed record Raced(List<int> Times);

public static class PodiumReducer
{
    [Reducer]
    public static Podium Apply(Podium state, Raced action) => new([.. action.Times.Concat(state.Best).Order().Take(3)]);
}
