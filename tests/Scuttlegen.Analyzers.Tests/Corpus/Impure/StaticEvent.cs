// SCUT1003 Apply → Reducers.Told → Console.WriteLine
public static class Reducers
{
    private static event Action<string> Told = text => Console.WriteLine(text);

    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Told(action.Text); // here
        return state;
    }
}
