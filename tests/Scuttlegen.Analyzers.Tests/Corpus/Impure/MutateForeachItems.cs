// SCUT2002: marks each message of the action as read while it counts them
public sealed record Inbox(int Read);

public sealed class Message
{
    public bool Seen { get; set; }
}

public sealed record MessagesRead(IReadOnlyList<Message> Messages);

public static class InboxReducer
{
    [Reducer]
    public static Inbox Apply(Inbox state, MessagesRead action)
    {
        var read = state.Read;
        foreach (var message in action.Messages)
        {
            message.Seen = true; // here
            read++;
        }

        return new Inbox(read);
    }
}
