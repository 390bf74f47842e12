// SCUT1012: what was taken apart before the short cut is no answer to it
using System.Collections.Immutable;

public sealed class Item(ImmutableList<int> parts, string text)
{
    public ImmutableList<int> Parts { get; } = parts;

    public string Text { get; } = text;

    public static int Rank(Item left, Item right)
    {
        var rank = 0;
        (rank, _) = (left.Parts.Count, 0);
        if (ReferenceEquals(left, right)) return 0;
        return rank;
    }
}

public sealed record Queue(Item First, int Turns);

public sealed record Joined(Item Item);

public static class QueueReducer
{
    [Reducer]
    public static Queue Apply(Queue state, Joined action) => state with { Turns = state.Turns + Item.Rank(state.First, action.Item) }; // here
}
