// SCUT1003 Apply → Guards.Require → Environment.Exit
public static class Guards
{
    public static void Require(bool condition)
    {
        if (!condition)
            Environment.Exit(1);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Guards.Require(action.By > 0); // here
        return state;
    }
}
