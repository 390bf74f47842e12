// silent: the guard copies before it sorts
using System.Collections.Immutable;

public sealed record Schedule(ImmutableArray<int> Taken);

public sealed record Booked(int[] Slots);

public static class ScheduleReducer
{
    [Guard]
    public static bool AllFree(Schedule state, Booked action)
    {
        int[] all = [.. state.Taken, .. action.Slots];
        Array.Sort(all);
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i] == all[i - 1])
                return false;
        }

        return true;
    }

    [Reducer]
    public static Schedule Apply(Schedule state, Booked action) => new(state.Taken.AddRange(action.Slots));
}
