// SCUT1004: TimeZoneInfo.ConvertTime to the local zone inside an iterator
using System.Collections.Immutable;

public static class Slots
{
    public static IEnumerable<int> Hours(ImmutableArray<DateTimeOffset> slots)
    {
        foreach (var slot in slots)
            yield return TimeZoneInfo.ConvertTime(slot, TimeZoneInfo.Local).Hour;
    }
}

public sealed record Planner(ImmutableArray<int> Hours);
public sealed record Offered(ImmutableArray<DateTimeOffset> Slots);

public static class PlannerReducers
{
    [Reducer]
    public static Planner Apply(Planner state, Offered action) => new([.. Slots.Hours(action.Slots)]); // here
}
