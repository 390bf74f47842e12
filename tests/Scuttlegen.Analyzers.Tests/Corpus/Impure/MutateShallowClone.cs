// SCUT2002, SCUT4002: Clone copies the hand, not the cards in it
using System.Collections.Immutable;

public sealed class Card
{
    public bool FaceUp { get; set; } // here
}

public sealed record Hand(ImmutableArray<Card> Cards)
{
    public Hand Copy() => (Hand)MemberwiseClone();
}

public sealed record Flipped(int Index);

public static class HandReducer
{
    [Reducer]
    public static Hand Apply(Hand state, Flipped action)
    {
        var copy = state.Copy();
        copy.Cards[action.Index].FaceUp = true; // here
        return copy;
    }
}
