// SCUT2002, SCUT4002: a ref local is the state's array element itself
public sealed record Histogram(int[] Buckets); // here

public sealed record Measured(int Bucket);

public static class HistogramReducer
{
    [Reducer]
    public static Histogram Apply(Histogram state, Measured action)
    {
        ref var bucket = ref state.Buckets[action.Bucket];
        bucket++; // here
        return state with { };
    }
}
