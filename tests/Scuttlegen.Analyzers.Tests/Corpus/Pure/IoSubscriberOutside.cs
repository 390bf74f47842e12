// silent: a subscriber in the same file prints and writes files: it is not part of any reducer
public sealed class Printer
{
    public void OnState(Tally state)
    {
        Console.WriteLine(state.Value);
        File.AppendAllText("log.txt", DateTime.Now + state.Text + Environment.NewLine);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = state.Value + action.By };
}
