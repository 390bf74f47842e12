// silent: stackalloc and spans over fresh arrays that are cleared or filled before they are read
using System.Collections.Immutable;

public sealed record Histogram(ImmutableArray<int> Buckets);
public sealed record Sampled(ImmutableArray<byte> Samples);

public static class HistogramReducers
{
    [Reducer]
    public static Histogram Apply(Histogram state, Sampled action)
    {
        Span<int> buckets = stackalloc int[16];
        buckets.Clear();
        foreach (var sample in action.Samples)
            buckets[sample >> 4]++;
        return new Histogram([.. buckets]);
    }
}
