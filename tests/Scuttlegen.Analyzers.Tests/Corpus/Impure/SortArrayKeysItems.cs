// SCUT1009: Array.Sort(keys, items) moves items of equal keys in any order
using System.Collections.Immutable;

public sealed record Row(string Text, int Weight);
public sealed record Grid(ImmutableArray<Row> Rows);
public sealed record RowAdded(string Text, int Weight);

public static class GridReducers
{
    [Reducer]
    public static Grid Apply(Grid state, RowAdded action)
    {
        Row[] rows = [.. state.Rows, new Row(action.Text, action.Weight)];
        int[] weights = [.. rows.Select(row => row.Weight)];
        Array.Sort(weights, rows); // here
        return new Grid([.. rows]);
    }
}
