// SCUT1007: a verifier checks a ticket's hash code that the author computed in another process
public static class Verifiers
{
    [Verifier]
    public static bool Check(Bumped action, Update update, FeedPrefix prefix) => action.By == action.Text.GetHashCode(StringComparison.Ordinal); // here
}
