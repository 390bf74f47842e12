// SCUT1002: a deck is shuffled with a process-wide generator
using System.Collections.Immutable;

public sealed record Deck(ImmutableArray<string> Cards);
public sealed record ShuffleAsked(string Player);

public static class DeckReducers
{
    [Reducer]
    public static Deck Apply(Deck state, ShuffleAsked action)
    {
        var cards = state.Cards.ToArray();
        Random.Shared.Shuffle(cards); // here
        return new Deck([.. cards]);
    }
}
