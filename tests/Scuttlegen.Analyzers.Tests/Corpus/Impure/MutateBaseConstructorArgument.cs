// SCUT2002: the base constructor sorts the array it is passed
public abstract class Sorted
{
    protected Sorted(int[] values)
    {
        Array.Sort(values);
        Smallest = values.Length == 0 ? 0 : values[0];
    }

    public int Smallest { get; }
}

public sealed class Offers(int[] prices) : Sorted(prices);

public sealed record Market(int Cheapest);

public sealed record Offered(int[] Prices);

public static class MarketReducer
{
    [Reducer]
    public static Market Apply(Market state, Offered action) => new(new Offers(action.Prices).Smallest); // here
}
