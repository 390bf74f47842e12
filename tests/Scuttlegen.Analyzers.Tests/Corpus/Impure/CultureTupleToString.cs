// SCUT1006: ValueTuple.ToString formats its doubles with the current culture
public sealed record Cell(string Key);
public sealed record Selected(double Row, double Column);

public static class CellReducers
{
    [Reducer]
    public static Cell Apply(Cell state, Selected action) => new((action.Row, action.Column).ToString()); // here
}
