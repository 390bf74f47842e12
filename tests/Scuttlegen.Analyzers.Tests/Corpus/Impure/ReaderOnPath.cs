// SCUT1003 Apply → new StreamReader
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var reader = new StreamReader(action.Text); // here
        return state with { Text = reader.ReadToEnd() };
    }
}
