// SCUT1012: where the lists are one, the state is returned; where they are equal only, another member is set.
using System.Collections.Immutable;

public sealed record Desk(ImmutableList<int> Inbox, ImmutableList<int> Outbox);

public sealed record Filed(ImmutableList<int> Papers);

public static class DeskReducer
{
    [Reducer]
    public static Desk Apply(Desk state, Filed action)
    {
        var papers = action.Papers;
        return ReferenceEquals(papers, state.Inbox) ? state : state with { Outbox = papers }; // here
    }
}
