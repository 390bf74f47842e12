// SCUT2002, SCUT4002: the pattern's variable is an object of the state
public sealed class Piece
{
    public int Square { get; set; } // here
}

public sealed record Chess(Piece? Selected, int Ply);

public sealed record PieceMoved(int To);

public static class ChessReducer
{
    [Reducer]
    public static Chess Apply(Chess state, PieceMoved action)
    {
        if (state is not { Selected: { } piece })
            return state;
        piece.Square = action.To; // here
        return state with { Ply = state.Ply + 1, Selected = null };
    }
}
