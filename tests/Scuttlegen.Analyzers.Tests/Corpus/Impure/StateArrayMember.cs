// SCUT4002: an array in the state
public sealed record Board
{
    public int[] Cells { get; init; } = []; // here
    public int Turn { get; init; }
}

public sealed record TurnTaken;

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, TurnTaken action) => state with { Turn = state.Turn + 1 };
}
