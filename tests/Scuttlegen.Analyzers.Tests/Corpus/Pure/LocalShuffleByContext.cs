// silent: Fisher-Yates over a fresh array, with the context's draws
using System.Collections.Immutable;

public sealed record Deck(ImmutableArray<int> Cards);

public sealed record Shuffled;

public static class DeckReducer
{
    [Reducer]
    public static Deck Apply(Deck state, Shuffled action, ReplayContext context)
    {
        var cards = state.Cards.ToArray();
        for (var i = cards.Length - 1; i > 0; i--)
        {
            var other = context.Next(i + 1);
            (cards[i], cards[other]) = (cards[other], cards[i]);
        }

        return new Deck([.. cards]);
    }
}
