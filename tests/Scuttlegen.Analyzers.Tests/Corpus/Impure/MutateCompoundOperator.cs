// SCUT2002: `+=` of the state's bag appends to the bag both share
public sealed class Bag
{
    private readonly List<int> _items = [];

    public int Count => _items.Count;

    public static Bag operator +(Bag bag, int item)
    {
        bag._items.Add(item);
        return bag;
    }
}

public sealed record Hero(Bag Bag);

public sealed record ItemFound(int Item);

public static class HeroReducer
{
    [Reducer]
    public static Hero Apply(Hero state, ItemFound action)
    {
        var bag = state.Bag;
        bag += action.Item; // here
        return new Hero(bag);
    }
}
