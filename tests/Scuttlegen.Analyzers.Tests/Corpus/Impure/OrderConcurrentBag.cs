// SCUT1008: a ConcurrentBag lists its items per thread, in no promised order
using System.Collections.Concurrent;
using System.Collections.Immutable;

public static class Collecting
{
    public static ImmutableArray<string> Upper(ImmutableArray<string> items)
    {
        var bag = new ConcurrentBag<string>();
        foreach (var item in items)
            bag.Add(item.ToUpperInvariant());
        return [.. bag];
    }
}

public sealed record Shouts(ImmutableArray<string> All);
public sealed record Shouted(ImmutableArray<string> Words);

public static class ShoutReducers
{
    [Reducer]
    public static Shouts Apply(Shouts state, Shouted action) => new(Collecting.Upper(action.Words)); // here
}
