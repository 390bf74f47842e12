// silent: a record's text of pure getters; its equality reads fields, never the getter with a clock
public sealed record Lease(DateTime Since)
{
    public int Days => Since.Day;
    internal TimeSpan Age => DateTime.UtcNow - Since;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        new Lease(state.At) == new Lease(default) ? state : state with { Text = new Lease(state.At).ToString() };
}
