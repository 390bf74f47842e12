// SCUT2006: the helper's query syntax returns an unevaluated query
using System.Collections.Immutable;

public sealed record Card(int Id, bool Done);

public sealed record Board(ImmutableList<Card> Cards, IEnumerable<Card> Open);

public sealed record CardAdded(int Id);

public static class Cards
{
    public static IEnumerable<Card> Open(ImmutableList<Card> cards) =>
        from card in cards
        where !card.Done
        select card;
}

public static class BoardReducer
{
    [Reducer]
    public static Board Apply(Board state, CardAdded action)
    {
        var cards = state.Cards.Add(new Card(action.Id, false));
        return new Board(cards, Cards.Open(cards)); // here
    }
}
