// SCUT1008: OrderBy is stable, so equal keys stay in the dictionary's order: First() is arbitrary
using System.Collections.Immutable;

public sealed record Jobs(ImmutableDictionary<string, uint> Priorities, string Running);
public sealed record JobDone(string Name);

public static class JobReducers
{
    [Reducer]
    public static Jobs Apply(Jobs state, JobDone action)
    {
        var left = state.Priorities.Remove(action.Name);
        return left.IsEmpty ? new(left, "") : new(left, left.OrderByDescending(job => job.Value).First().Key); // here
    }
}
