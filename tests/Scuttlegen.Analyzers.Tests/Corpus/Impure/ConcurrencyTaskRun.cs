// SCUT1011: a task is started on the thread pool and waited for
public static class Background
{
    public static long Square(long value) => Task.Run(() => value * value).Result;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Background.Square(action.By) }; // here
}
