// SCUT1008: PriorityQueue.UnorderedItems is the raw heap
using System.Collections.Immutable;

public sealed record Alarm(string Name, uint Minute);
public sealed record Alarms(ImmutableList<Alarm> Pending, ImmutableArray<string> Names);
public sealed record AlarmSet(string Name, uint Minute);

public static class AlarmReducers
{
    [Reducer]
    public static Alarms Apply(Alarms state, AlarmSet action)
    {
        var pending = state.Pending.Add(new Alarm(action.Name, action.Minute));
        var heap = new PriorityQueue<string, uint>();
        foreach (var alarm in pending)
            heap.Enqueue(alarm.Name, alarm.Minute);
        return new Alarms(pending, [.. heap.UnorderedItems.Select(item => item.Element)]); // here
    }
}
