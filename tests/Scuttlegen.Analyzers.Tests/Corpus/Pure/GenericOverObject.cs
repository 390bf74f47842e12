// silent: ToString of an unbounded T is not every ToString of the program
public sealed class Clock
{
    public override string ToString() => DateTime.UtcNow.ToString();
}

public static class Reducers
{
    private static string Show<T>(T value) => value?.ToString() ?? "";

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Show(action.Text) };
}
