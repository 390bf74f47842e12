// silent: static abstract members of the numbers
using System.Collections.Immutable;
using System.Numerics;

public static class Sums
{
    public static T Of<T>(ImmutableArray<T> values)
        where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
            sum += value > T.Zero ? value : -value;
        return sum;
    }
}

public sealed record Distance(long Metres);

public sealed record Travelled(ImmutableArray<long> Legs);

public static class DistanceReducer
{
    [Reducer]
    public static Distance Apply(Distance state, Travelled action) => new(state.Metres + Sums.Of(action.Legs));
}
