// silent: the array behind the immutable one was made here and is forgotten here
using System.Collections.Immutable;
using System.Runtime.InteropServices;

public sealed record Wave(ImmutableArray<int> Samples);

public sealed record Amplified(int Factor);

public static class WaveReducer
{
    [Reducer]
    public static Wave Apply(Wave state, Amplified action)
    {
        var samples = new int[state.Samples.Length];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = state.Samples[i] * action.Factor;
        return new Wave(ImmutableCollectionsMarshal.AsImmutableArray(samples));
    }
}
