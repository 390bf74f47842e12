// silent: groups of an ordered list come in the order of first appearance
using System.Collections.Immutable;

public sealed record Task(string Title, string Owner);
public sealed record Plan(ImmutableList<Task> Tasks, ImmutableArray<string> Owners);
public sealed record TaskAdded(string Title, string Owner);

public static class PlanReducers
{
    [Reducer]
    public static Plan Apply(Plan state, TaskAdded action)
    {
        var tasks = state.Tasks.Add(new Task(action.Title, action.Owner));
        return new Plan(tasks, [.. tasks.GroupBy(task => task.Owner).Select(group => group.Key), .. tasks.Select(task => task.Title).Distinct()]);
    }
}
