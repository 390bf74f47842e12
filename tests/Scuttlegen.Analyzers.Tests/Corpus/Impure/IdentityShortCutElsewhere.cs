// SCUT1012: adding a bag to itself would double it; that two bags are one object says nothing that the state knows.
public sealed class Bag(long count)
{
    public long Count { get; } = count;

    public Bag Add(Bag other)
    {
        if (ReferenceEquals(this, other)) return this;
        return new Bag(Count + other.Count);
    }
}

public sealed record Shelf(Bag Bag);

public sealed record Put(Bag Bag);

public static class ShelfReducer
{
    [Reducer]
    public static Shelf Apply(Shelf state, Put action) => new(state.Bag.Add(action.Bag)); // here
}
