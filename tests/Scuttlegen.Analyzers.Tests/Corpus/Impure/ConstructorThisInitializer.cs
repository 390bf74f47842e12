// SCUT1002 Apply → new Item → new Item → Guid.NewGuid
public sealed class Item
{
    public Item() : this(Guid.NewGuid().ToString()) { }
    public Item(int size) : this() { }
    public Item(string name) => Name = name;
    public string Name { get; }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = new Item(3).Name }; // here
}
