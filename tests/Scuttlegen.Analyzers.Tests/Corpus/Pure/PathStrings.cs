// silent: Path's string work asks no file system
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        state with { Text = Path.Combine("a", Path.GetFileNameWithoutExtension(action.Text)) + Path.GetExtension(action.Text) };
}
