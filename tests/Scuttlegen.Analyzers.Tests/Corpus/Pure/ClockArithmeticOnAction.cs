// silent: times come from the action and the context, and are only added and compared
public sealed record Lease(DateTimeOffset Until, DateTime Day, TimeSpan Left, bool Weekend);
public sealed record Extended(DateTimeOffset Asked, uint Days);

public static class LeaseReducers
{
    [Reducer]
    public static Lease Apply(Lease state, Extended action, ReplayContext context)
    {
        var now = context.Timestamp;
        var until = (state.Until > now ? state.Until : action.Asked).AddDays(action.Days);
        return new Lease(until, now.UtcDateTime.Date, until - now, now.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
