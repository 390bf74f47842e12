// SCUT2005: the outer list is immutable, the fresh rows in it are arrays
using System.Collections.Immutable;

public sealed record Table(ImmutableList<IReadOnlyList<int>> Rows);

public sealed record RowAdded(int First, int Second);

public static class TableReducer
{
    [Reducer]
    public static Table Apply(Table state, RowAdded action) => new(state.Rows.Add(new[] { action.First, action.Second })); // here
}
