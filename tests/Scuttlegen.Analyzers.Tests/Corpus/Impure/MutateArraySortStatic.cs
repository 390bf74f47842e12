// SCUT2002, SCUT4002: Array.Sort works in place
public sealed record Bids(int[] Amounts, int Highest); // here

public sealed record BidsClosed;

public static class BidsReducer
{
    [Reducer]
    public static Bids Apply(Bids state, BidsClosed action)
    {
        Array.Sort(state.Amounts); // here
        return state with { Highest = state.Amounts[^1] };
    }
}
