// silent: `in` parameters and read-only spans over the action's array
public sealed record Signal(int Crossings);

public sealed record Sampled(int[] Samples, int Threshold);

public readonly record struct Window(int Threshold);

public static class Crossings
{
    public static int Count(ReadOnlySpan<int> samples, in Window window)
    {
        var count = 0;
        for (var i = 1; i < samples.Length; i++)
        {
            if (samples[i - 1] < window.Threshold != samples[i] < window.Threshold)
                count++;
        }

        return count;
    }
}

public static class SignalReducer
{
    [Reducer]
    public static Signal Apply(Signal state, Sampled action) => new(state.Crossings + Crossings.Count(action.Samples, new Window(action.Threshold)));
}
