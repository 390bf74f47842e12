// silent: `with` and assignment on a local copy of a record struct
public record struct Cell(int Row, int Column);

public sealed record Walk(int Row, int Column);

public sealed record Walked(Cell To);

public static class WalkReducer
{
    [Reducer]
    public static Walk Apply(Walk state, Walked action)
    {
        var cell = action.To with { Row = state.Row + 1 };
        cell.Column++;
        (cell.Row, cell.Column) = (cell.Column, cell.Row);
        return new Walk(cell.Row, cell.Column);
    }
}
