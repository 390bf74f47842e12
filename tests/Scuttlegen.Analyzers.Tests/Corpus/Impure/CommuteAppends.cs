// SCUT5001: a list keeps the order in which it was appended to
using System.Collections.Immutable;

public sealed record Chat(ImmutableList<string> Lines);

public sealed record Said(string Line);

public static class ChatReducer
{
    [Reducer(Commutes = true)]
    public static Chat Apply(Chat state, Said action) => new(state.Lines.Add(action.Line)); // here
}
