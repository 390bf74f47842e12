// silent: strings, characters, GUIDs, booleans, enums, versions and unsigned numbers have no culture
public enum Suit { Clubs, Hearts }

public sealed record Card(Suit Suit, uint Rank, bool FaceUp, Guid Owner, char Mark, string Note);
public sealed record Shown(string Text);
public sealed record CardShown(Card Card);

public static class ShownReducers
{
    [Reducer]
    public static Shown Apply(Shown state, CardShown action)
    {
        var card = action.Card;
        return new Shown($"{card.Suit} {card.Rank} {card.FaceUp} {card.Owner} {card.Mark} {card.Note}" + card.Suit + card.FaceUp + card.Mark);
    }
}
