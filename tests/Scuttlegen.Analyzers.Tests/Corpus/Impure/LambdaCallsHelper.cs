// SCUT1001 Apply → Helper.Shift → DateTime.UtcNow
public static class Helper
{
    public static long Shift(int by) => DateTime.UtcNow.Ticks + by;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        Value = new[] { 1, 2 }
            .Select(Helper.Shift) // here
            .Sum(),
    };
}
