// SCUT2002, SCUT4002: swaps two cards of the state's own deck
public sealed record Deck(int[] Cards); // here

public sealed record Swapped(int First, int Second);

public static class DeckReducer
{
    [Reducer]
    public static Deck Apply(Deck state, Swapped action)
    {
        var cards = state.Cards;
        (cards[action.First], cards[action.Second]) = (cards[action.Second], cards[action.First]); // here
        return new Deck(cards);
    }
}
