// SCUT1001: a message's SentAt is initialised from the local clock whenever the record is constructed
using System.Collections.Immutable;

public sealed record Message(string Author, string Body)
{
    public DateTimeOffset SentAt { get; init; } = DateTimeOffset.UtcNow;
}

public sealed record Room(ImmutableList<Message> Messages);
public sealed record Said(string Author, string Body);

public static class ChatReducers
{
    [Reducer]
    public static Room Apply(Room state, Said action) => state with { Messages = state.Messages.Add(new Message(action.Author, action.Body)) }; // here
}
