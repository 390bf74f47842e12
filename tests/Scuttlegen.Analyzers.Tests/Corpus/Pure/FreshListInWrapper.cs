// silent: the wrapper's list is copied in its constructor
using System.Collections.Immutable;

public sealed class Stack2(IEnumerable<int> items)
{
    private readonly List<int> _items = new(items);

    public int Count => _items.Count;

    public void Push(int item) => _items.Add(item);

    public int this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    public ImmutableList<int> Freeze() => [.. _items];
}

public sealed record Pile(ImmutableList<int> Cards);

public sealed record CardPlayed(int Card);

public static class PileReducer
{
    [Reducer]
    public static Pile Apply(Pile state, CardPlayed action)
    {
        var pile = new Stack2(state.Cards);
        pile.Push(action.Card);
        pile[0] = pile.Count;
        return new Pile(pile.Freeze());
    }
}
