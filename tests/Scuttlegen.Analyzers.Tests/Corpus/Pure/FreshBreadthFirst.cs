// silent: queue and visited set are local, and the set is only asked, never enumerated
using System.Collections.Immutable;

public sealed record Rooms(ImmutableArray<ImmutableArray<int>> Doors, int Reachable);

public sealed record Walked(int From);

public static class RoomsReducer
{
    [Reducer]
    public static Rooms Apply(Rooms state, Walked action)
    {
        var seen = new HashSet<int> { action.From };
        var queue = new Queue<int>();
        queue.Enqueue(action.From);
        while (queue.TryDequeue(out var room))
        {
            foreach (var next in state.Doors[room])
            {
                if (seen.Add(next))
                    queue.Enqueue(next);
            }
        }

        return state with { Reachable = seen.Count };
    }
}
