// SCUT2002, SCUT4002: the local is only another name for the board's array
public sealed record Board(char[] Cells, int Turn); // here

public sealed record Placed(int Cell, char Mark);

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, Placed action)
    {
        var cells = state.Cells;
        cells[action.Cell] = action.Mark; // here
        return new Board(cells, state.Turn + 1);
    }
}
