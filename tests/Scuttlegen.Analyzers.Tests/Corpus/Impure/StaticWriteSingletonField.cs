// SCUT2003: increments an instance field of a singleton
public sealed class Statistics
{
    public static readonly Statistics Instance = new();

    public int Count;
}

public sealed record Board(int Turn);

public sealed record TurnTaken;

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, TurnTaken action)
    {
        Statistics.Instance.Count++; // here
        return new Board(state.Turn + 1);
    }
}
