// SCUT2002, SCUT4002: flips a cell of the world's own grid
public sealed record World(bool[,] Cells); // here

public sealed record CellToggled(int X, int Y);

public static class WorldReducer
{
    [Reducer]
    public static World Apply(World state, CellToggled action)
    {
        state.Cells[action.X, action.Y] = !state.Cells[action.X, action.Y]; // here
        return state with { };
    }
}
