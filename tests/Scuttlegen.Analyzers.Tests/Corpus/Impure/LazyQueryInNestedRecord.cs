// SCUT2006: the query is put into a record within the state
public sealed record Page(int Number, IEnumerable<int> Rows);

public sealed record Grid(Page Current);

public sealed record PageTurned(int Number);

public static class GridReducer
{
    [Reducer]
    public static Grid Apply(Grid state, PageTurned action) =>
        state with { Current = new Page(action.Number, Enumerable.Range(action.Number * 10, 10).Select(static row => row * 2)) }; // here
}
