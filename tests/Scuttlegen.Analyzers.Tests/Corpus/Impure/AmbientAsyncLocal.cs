// SCUT1016: an AsyncLocal carries the user of whatever flow replays
using System.Threading;

public static class Session
{
    private static readonly AsyncLocal<string> CurrentUser = new();
    public static string User => CurrentUser.Value ?? "nobody";
}

public sealed record Page(string EditedBy);
public sealed record PageEdited(string Body);

public static class PageReducers
{
    [Reducer]
    public static Page Apply(Page state, PageEdited action) => new(Session.User); // here
}
