// SCUT2002, SCUT4002: Array.Copy with source and target the wrong way round
public sealed record Tape(int[] Cells, int Head); // here

public sealed record Loaded(int[] Cells);

public static class TapeReducer
{
    [Reducer]
    public static Tape Apply(Tape state, Loaded action)
    {
        Array.Copy(action.Cells, state.Cells, action.Cells.Length); // here
        return state with { Head = 0 };
    }
}
