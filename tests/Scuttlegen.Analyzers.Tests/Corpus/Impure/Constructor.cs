// SCUT1002 Apply → new Item → Guid.NewGuid
public sealed class Item
{
    public Item() => Id = Guid.NewGuid();
    public Guid Id { get; }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Id = new Item().Id }; // here
}
