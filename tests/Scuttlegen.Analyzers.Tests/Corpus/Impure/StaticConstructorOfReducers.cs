// SCUT1003 Apply → static Reducers → Console.WriteLine
public static class Reducers
{
    static Reducers() => Console.WriteLine("loaded");

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state; // here
}
