// SCUT1005: buckets are counted by the number of processors
public sealed record Shards(int Count);
public sealed record Resharded(int Wanted);

public static class ShardReducers
{
    [Reducer]
    public static Shards Apply(Shards state, Resharded action) => new(Math.Max(action.Wanted, Environment.ProcessorCount)); // here
}
