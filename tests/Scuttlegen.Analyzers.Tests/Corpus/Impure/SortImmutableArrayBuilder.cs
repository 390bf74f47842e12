// SCUT1009: ImmutableArray.Builder.Sort with a comparer created from a comparison of ranks
using System.Collections.Immutable;

public sealed record Card(string Face, byte Rank);
public sealed record Hand(ImmutableArray<Card> Cards);
public sealed record Dealt(string Face, byte Rank);

public static class HandReducers
{
    [Reducer]
    public static Hand Apply(Hand state, Dealt action)
    {
        var cards = state.Cards.ToBuilder();
        cards.Add(new Card(action.Face, action.Rank));
        cards.Sort(Comparer<Card>.Create((a, b) => a.Rank - b.Rank)); // here
        return new Hand(cards.ToImmutable());
    }
}
