// SCUT1001 Check → DateTimeOffset.UtcNow
// SCUT1003 Check → Keys.Of → File.ReadAllText
public static class Keys { public static string Of() => File.ReadAllText("keys"); }

public static class Verifiers
{
    [Verifier]
    public static bool Check(Bumped action, Update update, FeedPrefix prefix)
    {
        if (update.Timestamp > DateTimeOffset.UtcNow) return false; // here
        return prefix.Count < 10 || Keys.Of() == action.Text; // here
    }
}
