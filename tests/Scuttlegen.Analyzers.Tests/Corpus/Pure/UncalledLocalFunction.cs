// silent: a local function runs where it is called
#pragma warning disable CS8321
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        return state with { Value = 1 };

        static DateTime Now() => DateTime.UtcNow;
    }
}
