// SCUT1001: a document version is derived from the clock's file time, three calls down
public sealed record Draft(string Body, long Version);
public sealed record Edited(string Body);

public static class Versions
{
    public static long Next(Draft draft) => Math.Max(draft.Version + 1, Current());
    private static long Current() => FromClock() / 10_000;
    private static long FromClock() => DateTime.UtcNow.ToFileTimeUtc();
}

public static class DraftReducers
{
    [Reducer]
    public static Draft Apply(Draft state, Edited action) => new(action.Body, Versions.Next(state)); // here
}
