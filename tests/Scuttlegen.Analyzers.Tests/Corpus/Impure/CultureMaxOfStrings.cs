// SCUT1006: Max() of strings compares with the default, cultural comparer
using System.Collections.Immutable;

public sealed record Bids(ImmutableList<string> Codes, string Highest);
public sealed record BidPlaced(string Code);

public static class BidReducers
{
    [Reducer]
    public static Bids Apply(Bids state, BidPlaced action)
    {
        var codes = state.Codes.Add(action.Code);
        return new Bids(codes, codes.Max()!); // here
    }
}
