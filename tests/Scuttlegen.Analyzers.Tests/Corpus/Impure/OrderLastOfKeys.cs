// SCUT1008: Last() of a dictionary's keys is taken for "newest"
using System.Collections.Immutable;

public sealed record Chat(ImmutableDictionary<string, string> Messages, string Newest);
public sealed record Sent(string Id, string Body);

public static class ChatReducers
{
    [Reducer]
    public static Chat Apply(Chat state, Sent action)
    {
        var messages = state.Messages.Add(action.Id, action.Body);
        return new Chat(messages, messages.Keys.Last()); // here
    }
}
