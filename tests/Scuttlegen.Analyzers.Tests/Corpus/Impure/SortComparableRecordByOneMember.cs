// SCUT1009: records whose CompareTo looks at the price alone are sorted with the parameterless List.Sort
using System.Collections.Immutable;

public sealed record Offer(string Seller, decimal Price) : IComparable<Offer>
{
    public int CompareTo(Offer? other) => Price.CompareTo(other?.Price ?? 0m);
}

public sealed record Market(ImmutableArray<Offer> Offers);
public sealed record OfferMade(string Seller, decimal Price);

public static class MarketReducers
{
    [Reducer]
    public static Market Apply(Market state, OfferMade action)
    {
        var offers = new List<Offer>(state.Offers) { new(action.Seller, action.Price) };
        offers.Sort(); // here
        return new Market([.. offers]);
    }
}
