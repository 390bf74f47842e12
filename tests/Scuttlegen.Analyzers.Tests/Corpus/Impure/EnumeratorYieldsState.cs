// SCUT2002, SCUT4002: what a struct enumerator puts aside in one step and yields in the next is the state's own object all the same.
public sealed class Cell { public int Value; } // here

public sealed class Row(Cell[] cells)
{
    private readonly Cell[] _cells = cells;

    public Enumerator GetEnumerator() => new(_cells);

    public struct Enumerator(Cell[] cells)
    {
        private int _index = 0;
        private Cell? _held = null;

        public Cell Current { get; private set; } = new();

        public bool MoveNext()
        {
            Current = _held ?? Current;
            if (_index == cells.Length) return false;
            _held = cells[_index++];
            return true;
        }
    }
}

public sealed record Board(Row Row);

public sealed record Cleared(int By);

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, Cleared action)
    {
        foreach (var cell in state.Row) cell.Value = 0; // here
        return state;
    }
}
