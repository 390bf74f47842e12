// silent: object.ToString on an int, though a class of the program overrides it with a clock
public sealed class Clock
{
    public override string ToString() => DateTime.UtcNow.ToString();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        object boxed = action.Text;
        return state with { Text = boxed.ToString() + $"{action.Text}" + state.Text };
    }
}
