// SCUT1003 Apply → Console.WriteLine
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Console.WriteLine(action); // here
        return state;
    }
}
