// silent: what follows the last dot asks no file system, and is the same on all of them
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        state with { Text = Path.ChangeExtension(action.Text, ".bak") + Path.GetExtension(action.Text) };
}
