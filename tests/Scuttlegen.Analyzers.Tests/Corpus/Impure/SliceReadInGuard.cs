// SCUT2001: the guard of a gossiped action looks at the local filter
public sealed record Tasks(int Count, [property: LocalSlice] string Filter);

public sealed record TaskAdded(string Title);

public static class TasksReducer
{
    [Guard]
    public static bool Shown(Tasks state, TaskAdded action) => action.Title.Contains(state.Filter, StringComparison.Ordinal); // here

    [Reducer]
    public static Tasks Apply(Tasks state, TaskAdded action) => state with { Count = state.Count + 1 };
}
