// SCUT1006: the currency symbol of the current region
using System.Globalization;

public sealed record Offer(string Currency);
public sealed record Offered(string By);

public static class OfferReducers
{
    [Reducer]
    public static Offer Apply(Offer state, Offered action) => new(RegionInfo.CurrentRegion.ISOCurrencySymbol); // here
}
