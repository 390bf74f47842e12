// SCUT2002: Array.Fill overwrites the action's samples before they are averaged
public sealed record Meter(long Average);

public sealed record Sampled(int[] Samples, bool Muted);

public static class MeterReducer
{
    [Reducer]
    public static Meter Apply(Meter state, Sampled action)
    {
        if (action.Muted)
            Array.Fill(action.Samples, 0); // here
        long sum = 0;
        foreach (var sample in action.Samples)
            sum += sample;
        return state with { Average = action.Samples.Length == 0 ? 0 : sum / action.Samples.Length };
    }
}
