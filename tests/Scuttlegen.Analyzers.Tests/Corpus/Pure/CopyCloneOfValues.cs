// silent: a clone of an array of numbers shares nothing
using System.Collections.Immutable;

public sealed record Row(ImmutableArray<int> Cells);

public sealed record RowGiven(int[] Cells);

public static class RowReducer
{
    [Reducer]
    public static Row Apply(Row state, RowGiven action)
    {
        var cells = (int[])action.Cells.Clone();
        Array.Reverse(cells);
        return new Row([.. cells]);
    }
}
