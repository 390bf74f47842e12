// SCUT1011: Parallel.For adds doubles in whatever order the threads arrive
using System.Collections.Immutable;

public sealed record Sum(double Value);
public sealed record Terms(ImmutableArray<double> Values);

public static class Adding
{
    public static double All(ImmutableArray<double> values)
    {
        var total = 0.0;
        Parallel.For(0, values.Length, i => total += values[i]);
        return total;
    }
}

public static class SumReducers
{
    [Reducer]
    public static Sum Apply(Sum state, Terms action) => new(Adding.All(action.Values)); // here
}
