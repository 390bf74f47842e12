// SCUT1007: EqualityComparer<T>.Default.GetHashCode in a generic bucket function, called with strings
public static class Buckets
{
    public static int Of<T>(T item, int count) where T : notnull => (EqualityComparer<T>.Default.GetHashCode(item) & int.MaxValue) % count;
}

public sealed record Partition(int Number);
public sealed record Routed(string Key);

public static class PartitionReducers
{
    [Reducer]
    public static Partition Apply(Partition state, Routed action) => new(Buckets.Of(action.Key, 16)); // here
}
