// SCUT5001: what it joins depends on another field of the state
public sealed record Auction(int Highest, int Increment);

public sealed record Bid(int Steps);

public static class AuctionReducer
{
    [Reducer(Commutes = true)]
    public static Auction Apply(Auction state, Bid action) => state with { Highest = Math.Max(state.Highest, action.Steps * state.Increment) }; // here
}
