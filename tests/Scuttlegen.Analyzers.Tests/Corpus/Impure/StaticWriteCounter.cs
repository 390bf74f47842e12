// SCUT2003: counts the reductions in a static field
public sealed record Visits(int Count);

public sealed record Visited;

public static class VisitsReducer
{
    private static int _reductions;

    [Reducer]
    public static Visits Apply(Visits state, Visited action)
    {
        _reductions++; // here
        return state with { Count = state.Count + 1 };
    }
}
