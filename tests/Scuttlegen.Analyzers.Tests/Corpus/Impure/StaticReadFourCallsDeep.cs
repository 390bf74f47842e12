// SCUT2004: four calls down, a tariff is read that the host can change
public static class Tariff
{
    public static int PerKilometre { get; set; } = 200;
}

public static class Fares
{
    public static int Total(int kilometres) => Rounded(kilometres);

    private static int Rounded(int kilometres) => Gross(kilometres) / 10 * 10;

    private static int Gross(int kilometres) => 300 + Net(kilometres);

    private static int Net(int kilometres) => kilometres * Tariff.PerKilometre;
}

public sealed record Taxi(int Fare);

public sealed record RideEnded(int Kilometres);

public static class TaxiReducer
{
    [Reducer]
    public static Taxi Apply(Taxi state, RideEnded action) => new(Fares.Total(action.Kilometres)); // here
}
