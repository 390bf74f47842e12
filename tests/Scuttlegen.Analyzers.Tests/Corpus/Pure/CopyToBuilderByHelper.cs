// silent: the helper changes a builder that came from ToBuilder
using System.Collections.Immutable;

public sealed record Board(ImmutableArray<int> Cells);

public sealed record Swapped(int First, int Second);

public static class Swapping
{
    public static void Swap(ImmutableArray<int>.Builder cells, int first, int second) => (cells[first], cells[second]) = (cells[second], cells[first]);
}

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, Swapped action)
    {
        var cells = state.Cells.ToBuilder();
        Swapping.Swap(cells, action.First, action.Second);
        return state with { Cells = cells.ToImmutable() };
    }
}
