// SCUT2002: the enumerator is a struct of the loop's own, but it counts its steps in the collection that it walks.
public sealed class Line(string[] items)
{
    private int _visits;

    private readonly string[] _items = items;

    public Enumerator GetEnumerator() => new(this);

    public struct Enumerator(Line line)
    {
        private int _index = -1;

        public string Current => line._items[_index];

        public bool MoveNext()
        {
            line._visits++;
            return ++_index < line._items.Length;
        }
    }
}

public sealed record Queue(Line Line, string Text);

public sealed record Read(int By);

public static class QueueReducer
{
    [Reducer]
    public static Queue Apply(Queue state, Read action)
    {
        var text = "";
        foreach (var item in state.Line) text += item; // here
        return state with { Text = text };
    }
}
