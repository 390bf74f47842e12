// SCUT2002: a custom collection's Add, called by the collection initialiser, tags the items it is given
using System.Collections;

public sealed class Item
{
    public int Group { get; set; }
}

public sealed class Grouping2 : IEnumerable<Item>
{
    private readonly List<Item> _items = [];

    public int Count => _items.Count;

    public void Add(Item item)
    {
        item.Group = _items.Count;
        _items.Add(item);
    }

    public IEnumerator<Item> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed record Shelf(int Items);

public sealed record ItemPlaced(Item Item);

public static class ShelfReducer
{
    [Reducer]
    public static Shelf Apply(Shelf state, ItemPlaced action)
    {
        var grouping = new Grouping2 { action.Item }; // here
        return new Shelf(state.Items + grouping.Count);
    }
}
