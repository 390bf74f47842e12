// SCUT5001: `??` keeps whichever value came first
public sealed record Prize(string? Winner);

public sealed record Claimed(string By);

public static class PrizeReducer
{
    [Reducer(Commutes = true)]
    public static Prize Apply(Prize state, Claimed action) => state with { Winner = state.Winner ?? action.By }; // here
}
