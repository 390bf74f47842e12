// SCUT2008: a computed property recurses into the children
using System.Collections.Immutable;

public sealed record Task(int Hours, ImmutableList<Task> Subtasks)
{
    public int TotalHours
    {
        get
        {
            var total = Hours;
            foreach (var subtask in Subtasks)
                total += subtask.TotalHours;
            return total;
        }
    }
}

public sealed record Project(Task Root, int Hours);

public sealed record Planned;

public static class ProjectReducer
{
    [Reducer]
    public static Project Apply(Project state, Planned action) => state with { Hours = state.Root.TotalHours }; // here
}
