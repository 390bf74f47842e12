// SCUT2008: through a type parameter, a type that holds itself is joined as deep as it is nested
using System.Collections.Immutable;

public interface IJoined<TSelf>
    where TSelf : IJoined<TSelf>
{
    TSelf Join(TSelf other);
}

public static class Shelves
{
    public static ImmutableList<T> Join<T>(ImmutableList<T> left, ImmutableList<T> right)
        where T : IJoined<T>
    {
        var items = ImmutableList.CreateBuilder<T>();
        for (var index = 0; index < Math.Min(left.Count, right.Count); index++)
            items.Add(left[index].Join(right[index]));
        return items.ToImmutable();
    }
}

public sealed record Box(int Weight, ImmutableList<Box> Inner) : IJoined<Box>
{
    public Box Join(Box other) => new(Math.Max(Weight, other.Weight), Shelves.Join(Inner, other.Inner));
}

public sealed record Store(Box Box);

public sealed record Delivered(Box Box);

public static class StoreReducer
{
    [Reducer]
    public static Store Apply(Store state, Delivered action) => new(state.Box.Join(action.Box)); // here
}
