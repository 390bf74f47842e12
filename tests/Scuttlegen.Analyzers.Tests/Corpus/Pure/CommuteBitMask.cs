// silent: a bitwise or is a join, and a minimum is one too
public sealed record Explored(ulong Fields, int Nearest);

public sealed record Seen(ulong Mask, int Distance);

public static class ExploredReducer
{
    [Reducer(Commutes = true)]
    public static Explored Apply(Explored state, Seen action) =>
        state with { Fields = state.Fields | action.Mask, Nearest = Math.Min(state.Nearest, action.Distance) };
}
