// SCUT2006: an unevaluated projection hides in a member of type object
public sealed record Cell(object Content);

public sealed record Filled(string Text);

public static class CellReducer
{
    [Reducer]
    public static Cell Apply(Cell state, Filled action) => new(action.Text.Select(static letter => (int)letter)); // here
}
