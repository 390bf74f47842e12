// silent: an immutable list that grows in a loop, by reassigning a local
using System.Collections.Immutable;

public enum Suit
{
    Clubs,
    Diamonds,
    Hearts,
    Spades,
}

public sealed record Card(Suit Suit, int Rank);

public sealed record Deck(ImmutableList<Card> Cards);

public sealed record Reset(int Ranks);

public static class DeckReducer
{
    [Reducer]
    public static Deck Apply(Deck state, Reset action)
    {
        var cards = ImmutableList<Card>.Empty;
        for (var suit = Suit.Clubs; suit <= Suit.Spades; suit++)
        {
            for (var rank = 1; rank <= action.Ranks; rank++)
                cards = cards.Add(new Card(suit, rank));
        }

        return state with { Cards = cards };
    }
}
