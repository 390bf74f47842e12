// SCUT2005: a fresh list goes into a member of type object
public sealed record Cell(object? Content);

public sealed record CellFilled(int Value);

public static class CellReducer
{
    [Reducer]
    public static Cell Apply(Cell state, CellFilled action) => new(new List<int> { action.Value }); // here
}
