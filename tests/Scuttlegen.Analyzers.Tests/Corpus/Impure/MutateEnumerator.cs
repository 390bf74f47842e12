// SCUT2002: enumerating the action's page advances the page itself
public sealed class Page
{
    private int _position;
    private readonly int[] _items = [1, 2, 3];

    public int Current => _items[_position - 1];

    public Page GetEnumerator() => this;

    public bool MoveNext() => _position++ < _items.Length;
}

public sealed record Reader(int Sum);

public sealed record PageRead(Page Page);

public static class ReaderReducer
{
    [Reducer]
    public static Reader Apply(Reader state, PageRead action)
    {
        var sum = state.Sum;
        foreach (var item in action.Page) // here
            sum += item;
        return new Reader(sum);
    }
}
