// SCUT2005: the state keeps the list that the action brought
public sealed record Selection(IReadOnlyList<int> Rows);

public sealed record RowsSelected(List<int> Rows);

public static class SelectionReducer
{
    [Reducer]
    public static Selection Apply(Selection state, RowsSelected action) => new(action.Rows); // here
}
