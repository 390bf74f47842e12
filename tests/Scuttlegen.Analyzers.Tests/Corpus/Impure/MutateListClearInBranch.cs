// SCUT2002, SCUT4002: empties the list, but only when the game is reset
public sealed record Game(int Round, List<int> Moves); // here

public sealed record Moved(int Field, bool Reset);

public static class GameReducer
{
    [Reducer]
    public static Game Apply(Game state, Moved action)
    {
        if (action.Reset)
        {
            state.Moves.Clear(); // here
            return state with { Round = 0 };
        }

        return state with { Moves = [.. state.Moves, action.Field] };
    }
}
