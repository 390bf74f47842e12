// SCUT2006: the iterator's body runs only when the state is read
public sealed record Schedule(IEnumerable<int> Days);

public sealed record Scheduled(int First, int Every, int Count);

public static class Recurrence
{
    public static IEnumerable<int> Days(int first, int every, int count)
    {
        for (var i = 0; i < count; i++)
            yield return first + i * every;
    }
}

public static class ScheduleReducer
{
    [Reducer]
    public static Schedule Apply(Schedule state, Scheduled action) => new(Recurrence.Days(action.First, action.Every, action.Count)); // here
}
