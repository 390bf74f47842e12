// SCUT2002, SCUT4002: the helper that looks for the latest message reverses the history in place
public sealed record Chat(string Latest, string[] History); // here

public sealed record LatestAsked;

public static class Histories
{
    public static string Latest(string[] history)
    {
        Array.Reverse(history);
        return history.Length == 0 ? "" : history[0];
    }
}

public static class ChatReducer
{
    [Reducer]
    public static Chat Apply(Chat state, LatestAsked action) => state with { Latest = Histories.Latest(state.History) }; // here
}
