// SCUT1001 Apply → DateTime.Today
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        if (state.At < DateTime.Today) // here
            return state;
        return state with { Value = 1 };
    }
}
