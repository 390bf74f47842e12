// SCUT1006: StringBuilder.Append(int) formats with the current culture
using System.Collections.Immutable;
using System.Text;

public sealed record Series(string Csv);
public sealed record Appended(ImmutableArray<int> Values);

public static class SeriesReducers
{
    [Reducer]
    public static Series Apply(Series state, Appended action)
    {
        var csv = new StringBuilder(state.Csv);
        foreach (var value in action.Values)
            csv.Append(';').Append(value); // here
        return new Series(csv.ToString());
    }
}
