// silent: the array is copied before the first write to it, in the one branch that writes
public sealed record Signal(int Peak);

public sealed record Sampled(int[] Samples, bool Absolute);

public static class SignalReducer
{
    [Reducer]
    public static Signal Apply(Signal state, Sampled action)
    {
        var samples = action.Samples;
        if (action.Absolute)
        {
            samples = new int[action.Samples.Length];
            for (var i = 0; i < samples.Length; i++)
                samples[i] = action.Samples[i] < 0 ? -action.Samples[i] : action.Samples[i];
        }

        var peak = state.Peak;
        foreach (var sample in samples)
            peak = Math.Max(peak, sample);
        return new Signal(peak);
    }
}
