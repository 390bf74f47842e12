// SCUT2002, SCUT4002: the array converts to the span that the helper writes
public sealed record Wave(int[] Samples); // here

public sealed record Normalized(int Floor);

public static class Signals
{
    public static void Lift(Span<int> samples, int by)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] += by;
    }
}

public static class WaveReducer
{
    [Reducer]
    public static Wave Apply(Wave state, Normalized action)
    {
        Signals.Lift(state.Samples, action.Floor); // here
        return state with { };
    }
}
