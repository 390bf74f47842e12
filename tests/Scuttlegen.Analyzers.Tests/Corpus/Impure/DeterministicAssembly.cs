// SCUT1001, SCUT1006: the assembly asserts that all it shows is deterministic; helpers that it hides are followed from there
[assembly: Deterministic]

public static class Prices
{
    public static string Text(decimal amount) => amount.ToString("C"); // here

    public static long Stamp() => Hidden.Now(); // here
}

internal static class Hidden
{
    public static long Now() => DateTime.UtcNow.Ticks;

    public static Guid Unused() => Guid.NewGuid();
}
