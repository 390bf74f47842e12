// SCUT2002, SCUT4002: the list that TryGetValue hands out belongs to the state
using System.Collections.Immutable;

public sealed record Calendar(ImmutableSortedDictionary<int, List<string>> Days); // here

public sealed record Planned(int Day, string What);

public static class CalendarReducer
{
    [Reducer]
    public static Calendar Apply(Calendar state, Planned action)
    {
        if (state.Days.TryGetValue(action.Day, out var entries))
        {
            entries.Add(action.What); // here
            return state;
        }

        return new Calendar(state.Days.Add(action.Day, [action.What]));
    }
}
