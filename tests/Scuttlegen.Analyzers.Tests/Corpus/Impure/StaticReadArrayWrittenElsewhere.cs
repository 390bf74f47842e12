// SCUT2004: a static table of rates whose elements another method changes
public static class Rates
{
    private static readonly int[] Table = [100, 110, 125];

    public static void Update(int index, int rate) => Table[index] = rate;

    public static int Of(int index) => Table[index];
}

public sealed record Exchange(long Amount);

public sealed record Exchanged(int Amount, int Currency);

public static class ExchangeReducer
{
    [Reducer]
    public static Exchange Apply(Exchange state, Exchanged action) => new((long)action.Amount * Rates.Of(action.Currency) / 100); // here
}
