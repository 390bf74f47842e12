// silent: a list's count and a string's length are never negative, so no sign is written
using System.Collections.Immutable;

public sealed record Inbox(ImmutableList<string> Mails, string Header);
public sealed record MailCame(string Subject);

public static class InboxReducers
{
    [Reducer]
    public static Inbox Apply(Inbox state, MailCame action)
    {
        var mails = state.Mails.Add(action.Subject);
        return new Inbox(mails, $"{mails.Count} mails, newest has {action.Subject.Length} characters");
    }
}
