// SCUT2002: what GetEnumerator returns is the collection itself, whose cursor every loop moves.
public sealed class Ring(string[] items)
{
    private int _index = -1;

    public string Current => items[_index];

    public Ring GetEnumerator() => this;

    public bool MoveNext() => ++_index < items.Length;
}

public sealed record Shift(Ring Ring, string Text);

public sealed record Turned(int By);

public static class ShiftReducer
{
    [Reducer]
    public static Shift Apply(Shift state, Turned action)
    {
        var text = "";
        foreach (var item in state.Ring) text += item; // here
        return state with { Text = text };
    }
}
