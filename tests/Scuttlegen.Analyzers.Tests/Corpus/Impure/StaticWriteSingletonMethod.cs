// SCUT2003: the singleton's method adds to its private set
public sealed class SeenIds
{
    private readonly HashSet<int> _ids = [];

    public static SeenIds Default { get; } = new();

    public bool First(int id) => _ids.Add(id);
}

public sealed record Counter(int Value);

public sealed record Counted(int Id);

public static class CounterReducer
{
    [Reducer]
    public static Counter Apply(Counter state, Counted action) => SeenIds.Default.First(action.Id) ? new(state.Value + 1) : state; // here
}
