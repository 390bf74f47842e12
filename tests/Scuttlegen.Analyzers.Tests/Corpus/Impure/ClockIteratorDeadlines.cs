// SCUT1001: an iterator yields deadlines counted from now
using System.Collections.Immutable;

public sealed record Sprint(ImmutableArray<DateTime> Deadlines);
public sealed record Planned(int Weeks);

public static class Planning
{
    public static IEnumerable<DateTime> Deadlines(int weeks)
    {
        var start = DateTime.UtcNow.Date;
        for (var week = 1; week <= weeks; week++)
            yield return start.AddDays(7 * week);
    }
}

public static class SprintReducers
{
    [Reducer]
    public static Sprint Apply(Sprint state, Planned action) => new([.. Planning.Deadlines(action.Weeks)]); // here
}
