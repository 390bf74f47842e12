// silent: list, property and positional patterns, and a Deconstruct of one's own
using System.Collections.Immutable;

public sealed record Piece(char Kind, int Row, int Column)
{
    public void Deconstruct(out int row, out int column) => (row, column) = (Row, Column);
}

public sealed record Board(ImmutableArray<Piece> Pieces, int Turn);

public sealed record Pushed(int Row);

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, Pushed action)
    {
        if (state is not { Pieces: [var first, .. var rest], Turn: >= 0 })
            return state;
        var (row, column) = first;
        return first switch
        {
            ('p', > 6, _) => state,
            { Kind: 'k' } when row == action.Row => state with { Turn = state.Turn + 1 },
            _ => new Board([.. rest, first with { Row = column, Column = action.Row }], state.Turn + 1),
        };
    }
}
