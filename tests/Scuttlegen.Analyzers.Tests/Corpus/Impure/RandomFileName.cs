// SCUT1002 Apply → Path.GetRandomFileName
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Path.GetRandomFileName() }; // here
}
