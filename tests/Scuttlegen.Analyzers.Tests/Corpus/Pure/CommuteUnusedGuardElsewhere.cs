// silent: the guard judges another action by another field
public sealed record Site(int Visitors, bool Closed);

public sealed record Peaked(int Visitors);

public sealed record Closing(bool Now);

public static class SiteReducer
{
    [Reducer(Commutes = true)]
    public static Site Peak(Site state, Peaked action) => state with { Visitors = Math.Max(state.Visitors, action.Visitors) };

    [Guard]
    public static bool CanClose(Site state, Closing action) => !state.Closed;

    [Reducer]
    public static Site Close(Site state, Closing action) => state with { Closed = action.Now };
}
