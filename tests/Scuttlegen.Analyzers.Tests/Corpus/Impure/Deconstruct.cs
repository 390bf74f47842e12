// SCUT1001 Apply → Pair.Deconstruct → DateTime.UtcNow
public sealed class Pair
{
    public void Deconstruct(out long left, out long right) => (left, right) = (1, DateTime.UtcNow.Ticks);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var (left, right) = new Pair(); // here
        return state with { Value = left + right };
    }
}
