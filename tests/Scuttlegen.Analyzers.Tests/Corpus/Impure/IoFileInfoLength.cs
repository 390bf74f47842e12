// SCUT1003: FileInfo.Length reads metadata from the local disk
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var file = new FileInfo(action.Text); // here
        return state with { Value = file.Length }; // here
    }
}
