// SCUT1002 Apply → Random.Next
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var shuffled = from n in Enumerable.Range(0, action.By)
                       orderby Random.Shared.Next() // here
                       select n;
        return state with { Value = shuffled.First() };
    }
}
