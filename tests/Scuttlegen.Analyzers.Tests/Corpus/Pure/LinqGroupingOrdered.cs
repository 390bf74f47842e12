// silent: groups come in the order of their first element
using System.Collections.Immutable;

public sealed record Entry(int Day, int Hours);

public sealed record Sheet(ImmutableList<Entry> Entries, ImmutableArray<int> PerDay);

public sealed record Entered(int Day, int Hours);

public static class SheetReducer
{
    [Reducer]
    public static Sheet Apply(Sheet state, Entered action)
    {
        var entries = state.Entries.Add(new Entry(action.Day, action.Hours));
        var perDay = from entry in entries
                     group entry.Hours by entry.Day into day
                     select day.Sum();
        return new Sheet(entries, [.. perDay]);
    }
}
