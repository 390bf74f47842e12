// silent: a local priority queue; ties do not show in the distances
using System.Collections.Immutable;

public sealed record Roads(ImmutableArray<ImmutableArray<(int To, int Length)>> From, int Distance);

public sealed record Asked(int Start, int End);

public static class RoadsReducer
{
    [Reducer]
    public static Roads Apply(Roads state, Asked action)
    {
        var distances = new int[state.From.Length];
        Array.Fill(distances, int.MaxValue);
        distances[action.Start] = 0;
        var open = new PriorityQueue<int, int>();
        open.Enqueue(action.Start, 0);
        while (open.TryDequeue(out var town, out var distance))
        {
            if (distance > distances[town])
                continue;
            foreach (var (to, length) in state.From[town])
            {
                if (distance + length >= distances[to])
                    continue;
                distances[to] = distance + length;
                open.Enqueue(to, distances[to]);
            }
        }

        return state with { Distance = distances[action.End] };
    }
}
