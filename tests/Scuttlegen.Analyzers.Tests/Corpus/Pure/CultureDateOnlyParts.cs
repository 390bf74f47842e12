// silent: a date is written from its non-negative parts with an invariant padded format
using System.Globalization;

public sealed record Label(string Text);
public sealed record Dated(DateOnly Day, TimeSpan At);

public static class LabelReducers
{
    [Reducer]
    public static Label Apply(Label state, Dated action) =>
        new(action.Day.ToString("O") + " " + action.At.ToString("c") + " " + action.Day.Year.ToString("D4", CultureInfo.InvariantCulture));
}
