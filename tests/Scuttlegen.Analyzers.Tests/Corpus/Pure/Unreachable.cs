// silent: no reducer reaches the clock
public static class Clocks
{
    public static DateTime Now => DateTime.UtcNow;
    public static DateTime Later() => Now.AddDays(1);
    public static int Twice(int value) => value * 2;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Clocks.Twice(action.By) };

    public static void Print(Tally state) => Console.WriteLine(state);
}
