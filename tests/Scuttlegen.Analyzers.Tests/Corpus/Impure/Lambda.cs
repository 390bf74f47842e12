// SCUT1002 Apply → Guid.NewGuid
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var ids = Enumerable.Range(0, action.By)
            .Select(_ => Guid.NewGuid()) // here
            .ToArray();
        return state with { Id = ids[0] };
    }
}
