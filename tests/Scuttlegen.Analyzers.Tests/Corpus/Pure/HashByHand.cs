// silent: an FNV hash written by hand, unchecked, over the characters
public sealed record Sharded(uint Shard, ulong Hash);
public sealed record Keyed(string Key);

public static class ShardedReducers
{
    [Reducer]
    public static Sharded Apply(Sharded state, Keyed action)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in action.Key)
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return new Sharded((uint)(hash % 16), hash);
    }
}
