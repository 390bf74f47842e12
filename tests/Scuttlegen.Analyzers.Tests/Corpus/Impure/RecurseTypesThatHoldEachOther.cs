// SCUT2008: two types hold each other, each in a generic one that calls its type parameter
using System.Collections.Immutable;

public interface IWeighed
{
    int Weight();
}

public sealed record Crate<T>(ImmutableArray<T> Items) : IWeighed
    where T : IWeighed
{
    public int Weight()
    {
        var weight = 1;
        foreach (var item in Items)
            weight += item.Weight();
        return weight;
    }
}

public sealed record Box(Crate<Bag> Bags) : IWeighed
{
    public int Weight() => Bags.Weight();
}

public sealed record Bag(int Own, Crate<Box> Boxes) : IWeighed
{
    public int Weight() => Own + Boxes.Weight();
}

public sealed record Load(Box Box, int Weight);

public sealed record Weighed;

public static class LoadReducer
{
    [Reducer]
    public static Load Apply(Load state, Weighed action) => state with { Weight = state.Box.Weight() }; // here
}
