// SCUT1001 Apply → Clocks.Read → TimeProvider.GetUtcNow
public sealed class Clocks(TimeProvider time)
{
    public DateTimeOffset Read() => time.GetUtcNow();
}

public static class Reducers
{
    private static readonly Lazy<Clocks?> Shared = new(() => null);

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Seen = Shared.Value!.Read() }; // here
}
