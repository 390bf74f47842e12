// silent: a culture-free parse whose failure is caught
using System.Globalization;

public sealed record Cell(int Value, bool Error);

public sealed record Typed(string Text);

public static class CellReducer
{
    [Reducer]
    public static Cell Apply(Cell state, Typed action)
    {
        try
        {
            return new Cell(int.Parse(action.Text, NumberStyles.Integer, CultureInfo.InvariantCulture), false);
        }
        catch (FormatException)
        {
            return state with { Error = true };
        }
        catch (OverflowException)
        {
            return state with { Error = true };
        }
    }
}
