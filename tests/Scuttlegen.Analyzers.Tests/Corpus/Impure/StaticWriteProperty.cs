// SCUT2003: leaves the last sender in a static property
public sealed record Chat(string Text);

public sealed record Sent(string Sender, string Text);

public static class Session
{
    public static string? LastSender { get; set; }
}

public static class ChatReducer
{
    [Reducer]
    public static Chat Apply(Chat state, Sent action)
    {
        Session.LastSender = action.Sender; // here
        return new Chat(action.Text);
    }
}
