// SCUT1012: a weak reference is empty once the garbage collector ran
using System.Collections.Immutable;

public static class Caching
{
    public static bool Survives(ImmutableList<string> items)
    {
        var weak = new WeakReference<ImmutableList<string>>(items.Add("x"));
        return weak.TryGetTarget(out _);
    }
}

public sealed record Cache(ImmutableList<string> Items, bool Warm);
public sealed record CacheTested(string By);

public static class CacheReducers
{
    [Reducer]
    public static Cache Apply(Cache state, CacheTested action) => state with { Warm = Caching.Survives(state.Items) }; // here
}
