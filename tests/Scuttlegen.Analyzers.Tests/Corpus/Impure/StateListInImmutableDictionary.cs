// SCUT4002: immutable outside, lists inside
using System.Collections.Immutable;

public sealed record Calendar(ImmutableSortedDictionary<int, List<string>> Days); // here

public sealed record DayCleared(int Day);

public static class CalendarReducer
{
    [Reducer]
    public static Calendar Apply(Calendar state, DayCleared action) => new(state.Days.Remove(action.Day));
}
