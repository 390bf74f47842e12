// SCUT1012: of two that are one the answer is another than of two that are equal
public sealed class Mark(int rank)
{
    public int Rank { get; } = rank;

    public static int Order(Mark left, Mark right)
    {
        if (ReferenceEquals(left, right)) return -1;
        return left.Rank.CompareTo(right.Rank);
    }
}

public sealed record Race(Mark Best, int Turns);

public sealed record Finished(Mark Mark);

public static class RaceReducer
{
    [Reducer]
    public static Race Apply(Race state, Finished action) => Mark.Order(state.Best, action.Mark) < 0 ? state with { Turns = state.Turns + 1 } : state; // here
}
