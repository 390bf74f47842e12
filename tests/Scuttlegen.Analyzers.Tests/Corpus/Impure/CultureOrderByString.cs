// SCUT1006: OrderBy(string key) sorts by the current culture
using System.Collections.Immutable;

public sealed record Card(string Title, uint Column);
public sealed record Wall(ImmutableList<Card> Cards);
public sealed record CardAdded(string Title, uint Column);

public static class WallReducers
{
    [Reducer]
    public static Wall Apply(Wall state, CardAdded action)
    {
        var cards = state.Cards.Add(new Card(action.Title, action.Column));
        return new Wall(cards.OrderBy(card => card.Title).ToImmutableList()); // here
    }
}
