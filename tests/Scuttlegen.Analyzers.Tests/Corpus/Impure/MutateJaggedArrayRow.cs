// SCUT2002, SCUT4002: the outer array is copied, its rows are not
public sealed record Sheet(int[][] Rows); // here

public sealed record CellEdited(int Row, int Column, int Value);

public static class SheetReducer
{
    [Reducer]
    public static Sheet Apply(Sheet state, CellEdited action)
    {
        var rows = (int[][])state.Rows.Clone();
        rows[action.Row][action.Column] = action.Value; // here
        return new Sheet(rows);
    }
}
