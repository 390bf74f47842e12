// SCUT2001: a helper's helper inserts at the local selection
public sealed record Sheet(int Value, [property: LocalSlice] int Selected);

public sealed record Filled(int Value);

public static class Selecting
{
    public static int Fill(Sheet sheet, int value) => Offset(sheet) + value;

    private static int Offset(Sheet sheet) => Row(sheet) * 10;

    private static int Row(Sheet sheet) => sheet is { Selected: > 0 } ? 1 : 0;
}

public static class SheetReducer
{
    [Reducer]
    public static Sheet Apply(Sheet state, Filled action) => state with { Value = Selecting.Fill(state, action.Value) }; // here
}
