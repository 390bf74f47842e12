// silent: the parameter is given a copy before the copy is sorted
using System.Collections.Immutable;

public sealed record Bids(int Second);

public sealed record BidsClosed(int[] Amounts);

public static class Ranking
{
    public static int Second(int[] amounts)
    {
        amounts = amounts.ToArray();
        Array.Sort(amounts);
        return amounts.Length < 2 ? 0 : amounts[^2];
    }
}

public static class BidsReducer
{
    [Reducer]
    public static Bids Apply(Bids state, BidsClosed action) => new(Ranking.Second(action.Amounts));
}
