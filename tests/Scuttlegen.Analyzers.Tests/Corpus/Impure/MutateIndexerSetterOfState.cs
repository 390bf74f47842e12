// SCUT2002: the indexer of the state's grid writes into its private array
public sealed class Grid(int width, int height)
{
    private readonly char[] _cells = new char[width * height];

    public char this[int x, int y]
    {
        get => _cells[y * width + x];
        set => _cells[y * width + x] = value;
    }
}

public sealed record Painted(int X, int Y, char With);

public static class GridReducer
{
    [Reducer]
    public static Grid Apply(Grid state, Painted action)
    {
        state[action.X, action.Y] = action.With; // here
        return state;
    }
}
