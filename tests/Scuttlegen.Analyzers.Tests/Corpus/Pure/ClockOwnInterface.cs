// silent: a time source of the program's own, implemented by the context's timestamp
public interface ITime { DateTimeOffset Now { get; } }

public sealed class ReplayTime(ReplayContext context) : ITime
{
    public DateTimeOffset Now => context.Timestamp;
}

public static class Expiry
{
    public static bool Passed(DateTimeOffset deadline, ITime time) => time.Now > deadline;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action, ReplayContext context) =>
        Expiry.Passed(state.Seen, new ReplayTime(context)) ? state : state with { Value = state.Value + action.By };
}
