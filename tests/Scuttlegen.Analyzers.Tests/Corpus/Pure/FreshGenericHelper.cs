// silent: the generic helper makes what it fills
using System.Collections.Immutable;

public sealed record Groups(int Largest);

public sealed record Measured(ImmutableArray<int> Sizes);

public static class Counting
{
    public static TCollection Fill<TCollection, T>(IEnumerable<T> items)
        where TCollection : ICollection<T>, new()
    {
        var collection = new TCollection();
        foreach (var item in items)
            collection.Add(item);
        return collection;
    }
}

public static class GroupsReducer
{
    [Reducer]
    public static Groups Apply(Groups state, Measured action)
    {
        var sizes = Counting.Fill<List<int>, int>(action.Sizes);
        sizes.Sort();
        return sizes.Count == 0 ? state : new Groups(sizes[^1]);
    }
}
