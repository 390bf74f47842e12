// silent: picks and shuffles are drawn from the context, through helpers
using System.Collections.Immutable;

public static class Drawing
{
    public static T Pick<T>(this ImmutableArray<T> items, ReplayContext context) => items[context.Next(items.Length)];
}

public sealed record Deck(ImmutableArray<string> Cards, string Top, Guid Game);
public sealed record Shuffled(string By);

public static class DeckReducers
{
    [Reducer]
    public static Deck Apply(Deck state, Shuffled action, ReplayContext context)
    {
        var cards = state.Cards.ToArray();
        context.Shuffle<string>(cards);
        return new Deck([.. cards], state.Cards.Pick(context), context.NewGuid());
    }
}
