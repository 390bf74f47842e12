// SCUT1006: a SortedSet<string> without a comparer, in a helper
using System.Collections.Immutable;

public static class Distinct
{
    public static ImmutableArray<string> Sorted(ImmutableArray<string> items)
    {
        SortedSet<string> set = [.. items];
        return [.. set];
    }
}

public sealed record Attendees(ImmutableArray<string> Names);
public sealed record Attended(string Name);

public static class AttendeeReducers
{
    [Reducer]
    public static Attendees Apply(Attendees state, Attended action) => new(Distinct.Sorted(state.Names.Add(action.Name))); // here
}
