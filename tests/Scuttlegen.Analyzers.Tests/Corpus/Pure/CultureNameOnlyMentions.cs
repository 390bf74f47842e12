// silent: names of culture members in nameof, and a constant of an enum of comparisons
using System.Globalization;

public static class Reducers
{
    private const StringComparison Comparison = StringComparison.Ordinal;

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => action.Text.Equals(nameof(CultureInfo.CurrentCulture), Comparison) ? state : state with { Text = nameof(DateTime.Now) };
}
