// SCUT1001 Apply → Ticks.Take → DateTime.UtcNow
public static class Ticks
{
    public static IEnumerable<long> Take(int count)
    {
        for (var i = 0; i < count; i++)
            yield return DateTime.UtcNow.Ticks;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        foreach (var tick in Ticks.Take(action.By)) // here
            state = state with { Value = state.Value + tick };
        return state;
    }
}
