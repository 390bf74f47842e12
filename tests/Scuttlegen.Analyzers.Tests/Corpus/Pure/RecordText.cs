// silent: a record's text of pure getters; its equality reads fields, never the getter with a clock
public sealed record Lease(DateTimeKind Kind)
{
    public bool IsUtc => Kind == DateTimeKind.Utc;
    internal TimeSpan Age => DateTime.UtcNow.TimeOfDay;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        new Lease(state.At.Kind) == new Lease(default) ? state : state with { Text = new Lease(state.At.Kind).ToString() };
}
