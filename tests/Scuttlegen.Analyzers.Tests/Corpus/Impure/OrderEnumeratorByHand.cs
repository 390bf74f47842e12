// SCUT1008: GetEnumerator and MoveNext by hand take the first entry
using System.Collections.Immutable;

public static class Peeking
{
    public static string Any(ImmutableHashSet<string> set)
    {
        using var items = ((IEnumerable<string>)set).GetEnumerator();
        return items.MoveNext() ? items.Current : "";
    }
}

public sealed record Bag(ImmutableHashSet<string> Tiles, string Hand);
public sealed record TileTaken(string By);

public static class BagReducers
{
    [Reducer]
    public static Bag Apply(Bag state, TileTaken action) => state with { Hand = Peeking.Any(state.Tiles) }; // here
}
