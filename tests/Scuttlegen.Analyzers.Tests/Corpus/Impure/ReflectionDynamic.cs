// SCUT1014: a dynamic operand binds at run time
public static class Late
{
    public static long Add(object left, object right)
    {
        dynamic a = left;
        dynamic b = right;
        return (long)(a + b);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Late.Add(state.Value, (long)action.By) }; // here
}
