// silent: every path of the factory returns a new object
using System.Collections.Immutable;

public sealed record Grid(ImmutableArray<int> Cells);

public sealed record Filled(int Size, int Value, bool Border);

public static class Cells
{
    public static int[] New(int size, int value)
    {
        if (size <= 0)
            return [];
        var cells = new int[size];
        Array.Fill(cells, value);
        return cells;
    }
}

public static class GridReducer
{
    [Reducer]
    public static Grid Apply(Grid state, Filled action)
    {
        var cells = Cells.New(action.Size, action.Value);
        if (action.Border && cells.Length > 1)
            cells[0] = cells[^1] = -1;
        return new Grid([.. cells]);
    }
}
