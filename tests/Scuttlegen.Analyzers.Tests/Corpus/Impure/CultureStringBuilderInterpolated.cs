// SCUT1006: StringBuilder.Append of an interpolated double, in a helper two deep
using System.Text;

public static class Csv
{
    public static string Row(string name, double value) => Cell(new StringBuilder(name), value).ToString();
    private static StringBuilder Cell(StringBuilder row, double value) => row.Append($",{value:F2}");
}

public sealed record Sheet(string Text);
public sealed record Entered(string Name, double Value);

public static class SheetReducers
{
    [Reducer]
    public static Sheet Apply(Sheet state, Entered action) => new(state.Text + Csv.Row(action.Name, action.Value)); // here
}
