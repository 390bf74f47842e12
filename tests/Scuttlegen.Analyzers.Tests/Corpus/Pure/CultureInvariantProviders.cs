// silent: every number and date is formatted with the invariant culture, given in each of the usual ways
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

public sealed record Report(string Text);
public sealed record Measured(int Delta, double Value, decimal Price, DateTime Day);

public static class ReportReducers
{
    [Reducer]
    public static Report Apply(Report state, Measured action)
    {
        var invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder()
            .Append(action.Delta.ToString(CultureInfo.InvariantCulture))
            .Append(action.Value.ToString("F2", invariant))
            .Append(action.Price.ToString(NumberFormatInfo.InvariantInfo))
            .Append(action.Day.ToString("yyyy-MM-dd", DateTimeFormatInfo.InvariantInfo))
            .Append(Convert.ToString(action.Value, invariant))
            .AppendFormat(invariant, "{0}/{1}", action.Delta, action.Value)
            .Append(string.Format(invariant, "{0:N1}", action.Price));
        return new Report(text.ToString());
    }
}
