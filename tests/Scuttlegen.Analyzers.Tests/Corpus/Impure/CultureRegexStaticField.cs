// SCUT1006: a static readonly Regex with IgnoreCase was built under the culture of the process's start
using System.Text.RegularExpressions;

public static class Mentions
{
    private static readonly Regex Pattern = new("@list", RegexOptions.IgnoreCase | RegexOptions.Compiled);
    public static bool In(string text) => Pattern.IsMatch(text);
}

public sealed record Inbox(uint Mentions);
public sealed record Received(string Text);

public static class InboxReducers
{
    [Reducer]
    public static Inbox Apply(Inbox state, Received action) => Mentions.In(action.Text) ? new(state.Mentions + 1) : state; // here
}
