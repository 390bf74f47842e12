// SCUT1009: ImmutableList.Sort goes through List.Sort and is as unstable
using System.Collections.Immutable;

public sealed record Event(string Name, DateTime Day);
public sealed record Programme(ImmutableList<Event> Events);
public sealed record EventAdded(string Name, DateTime Day);

public static class ProgrammeReducers
{
    [Reducer]
    public static Programme Apply(Programme state, EventAdded action) =>
        new(state.Events.Add(new Event(action.Name, action.Day)).Sort((a, b) => a.Day.CompareTo(b.Day))); // here
}
