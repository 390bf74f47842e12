// SCUT1008: ElementAt with a replayed draw is an index into an unordered set
using System.Collections.Immutable;

public sealed record Lottery(ImmutableHashSet<string> Names, string Winner);
public sealed record LotteryHeld(string By);

public static class LotteryReducers
{
    [Reducer]
    public static Lottery Apply(Lottery state, LotteryHeld action, ReplayContext context) =>
        state.Names.IsEmpty ? state : state with { Winner = state.Names.ElementAt(context.Next(state.Names.Count)) }; // here
}
