// silent: outer list and inner lists are all copied
using System.Collections.Immutable;

public sealed record Table(ImmutableArray<ImmutableArray<int>> Rows);

public sealed record CellSet(int Row, int Column, int Value);

public static class TableReducer
{
    [Reducer]
    public static Table Apply(Table state, CellSet action)
    {
        var rows = state.Rows.Select(row => row.ToList()).ToList();
        rows[action.Row][action.Column] = action.Value;
        rows.Reverse();
        return new Table([.. rows.Select(row => row.ToImmutableArray())]);
    }
}
