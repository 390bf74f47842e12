// SCUT1009: PriorityQueue dequeues equal priorities in no promised order
using System.Collections.Immutable;

public sealed record Job(string Name, int Priority);
public sealed record Scheduler(ImmutableArray<Job> Jobs, ImmutableArray<string> Plan);
public sealed record Scheduled(string Name, int Priority);

public static class Planner
{
    public static ImmutableArray<string> Plan(ImmutableArray<Job> jobs)
    {
        var queue = new PriorityQueue<string, int>();
        foreach (var job in jobs)
            queue.Enqueue(job.Name, job.Priority);
        var plan = ImmutableArray.CreateBuilder<string>();
        while (queue.TryDequeue(out var name, out _))
            plan.Add(name);
        return plan.ToImmutable();
    }
}

public static class SchedulerReducers
{
    [Reducer]
    public static Scheduler Apply(Scheduler state, Scheduled action)
    {
        var jobs = state.Jobs.Add(new Job(action.Name, action.Priority));
        return new Scheduler(jobs, Planner.Plan(jobs)); // here
    }
}
