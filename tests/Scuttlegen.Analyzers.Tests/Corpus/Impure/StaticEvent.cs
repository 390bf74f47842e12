// SCUT1003 Apply → Reducers.Told → Console.WriteLine
// SCUT2004 Apply → Reducers.Told
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
