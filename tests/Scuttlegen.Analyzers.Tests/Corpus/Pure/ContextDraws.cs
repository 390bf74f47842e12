// silent: the context's draws are the same everywhere
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action, ReplayContext context) => state with
    {
        Id = context.NewGuid(),
        Value = context.Next(1, 7),
        Seen = context.Timestamp,
        At = context.Timestamp.UtcDateTime,
    };
}
