// silent: MoveToImmutable hands over an array that nobody else holds
using System.Collections.Immutable;

public sealed record Row(ImmutableArray<int> Cells);

public sealed record Shifted(int By);

public static class RowReducer
{
    [Reducer]
    public static Row Apply(Row state, Shifted action)
    {
        var builder = ImmutableArray.CreateBuilder<int>(state.Cells.Length);
        foreach (var cell in state.Cells)
            builder.Add(cell + action.By);
        builder[0] = 0;
        return state with { Cells = builder.MoveToImmutable() };
    }
}
