// SCUT1008: the last entry of a dictionary wins, whichever that is
using System.Collections.Immutable;

public sealed record Auction(ImmutableDictionary<string, uint> Bids, string Leader);
public sealed record Bid(string By, uint Amount);

public static class AuctionReducers
{
    [Reducer]
    public static Auction Apply(Auction state, Bid action)
    {
        var bids = state.Bids.SetItem(action.By, action.Amount);
        var leader = state.Leader;
        foreach (var (name, amount) in bids) // here
            if (amount >= action.Amount)
                leader = name;
        return new Auction(bids, leader);
    }
}
