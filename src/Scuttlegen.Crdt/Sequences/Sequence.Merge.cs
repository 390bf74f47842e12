using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    /// <summary>Takes in all of another sequence. Leaves that both share are passed over.</summary>
    public void Merge<TListener>(in Sequence<TSlice> other, ref TListener listener)
        where TListener : struct, ISequenceListener<TSlice>, allows ref struct
    {
        if (IsSameAs(other)) return;
        if (_root is null && _waiting.IsEmpty)
        {
            this = other;
            foreach (var piece in other.Parts()) listener.Integrated(piece);
            return;
        }

        var news = new List<Piece<TSlice>>();
        var place = other.Start();
        var passed = -1;
        if (place.Leaf.Pieces.Length > 0)
        {
            do
            {
                if (place.Leaf.Id == passed) continue;
                if (place.Index == 0 && Shares(place.Leaf)) passed = place.Leaf.Id;
                else if (WithoutKnown(place.Piece, ref listener) is { } unknown) news.Add(unknown.Content.IsSettled ? unknown.With(unknown.Content.AsInserted()) : unknown);
            }
            while (other.TryNextPiece(ref place));
        }

        var arrived = Pieces<TSlice>.Of(news).Join(other._waiting);
        if (!arrived.IsEmpty) Settle(arrived, concernsWaiting: !_waiting.IsEmpty, ref listener);
    }

    /// <summary>Whether this very leaf is one of this sequence's too.</summary>
    private readonly bool Shares(Leaf<TSlice> leaf) =>
        TryFind(leaf.Pieces[0].First, out var place) && Sharing.AreOne(place.Leaf, leaf);
}
