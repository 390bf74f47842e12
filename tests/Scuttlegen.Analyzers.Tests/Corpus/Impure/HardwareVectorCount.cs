// SCUT1005: sums are taken in strides of Vector<int>.Count, so the tail differs by machine
using System.Collections.Immutable;
using System.Numerics;

public sealed record Signal(long Checksum);
public sealed record Sampled(ImmutableArray<int> Samples);

public static class SignalReducers
{
    [Reducer]
    public static Signal Apply(Signal state, Sampled action)
    {
        long sum = 0;
        for (var i = 0; i + Vector<int>.Count <= action.Samples.Length; i += Vector<int>.Count) // here
            sum += action.Samples[i];
        return new Signal(sum);
    }
}
