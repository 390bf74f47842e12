// silent: a spread copies the fresh array into the immutable one
using System.Collections.Immutable;

public sealed record Deck(ImmutableArray<int> Cards);

public sealed record Cut(int At);

public static class DeckReducer
{
    [Reducer]
    public static Deck Apply(Deck state, Cut action)
    {
        var cards = new int[state.Cards.Length];
        for (var i = 0; i < cards.Length; i++)
            cards[i] = state.Cards[(i + action.At) % cards.Length];
        (cards[0], cards[^1]) = (cards[^1], cards[0]);
        return new Deck([.. cards]);
    }
}
