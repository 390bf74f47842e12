// SCUT2002, SCUT4002: MemoryExtensions.Reverse works in place
public sealed record Train(int[] Waggons, bool Backwards); // here

public sealed record Turned;

public static class TrainReducer
{
    [Reducer]
    public static Train Apply(Train state, Turned action)
    {
        state.Waggons.AsSpan().Reverse(); // here
        return state with { Backwards = !state.Backwards };
    }
}
