// SCUT2003: the local is another name for the static queue
public sealed record Outbox(int Sent);

public sealed record MailSent(string To);

public static class Mailer
{
    public static readonly Queue<string> Pending = new();
}

public static class OutboxReducer
{
    [Reducer]
    public static Outbox Apply(Outbox state, MailSent action)
    {
        var pending = Mailer.Pending;
        pending.Enqueue(action.To); // here
        return new Outbox(state.Sent + 1);
    }
}
