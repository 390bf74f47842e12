using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

internal partial struct Sequence<TSlice>
{
    private const int ItemCount = 3;

    /// <summary>The pieces in the order of the document, as they lie in memory.</summary>
    public readonly IEnumerable<Piece<TSlice>> Parts()
    {
        var place = Start();
        if (place.Leaf.Pieces.Length == 0) yield break;
        do
        {
            yield return place.Piece;
        }
        while (TryNextPiece(ref place));
    }

    /// <summary>The pieces in the order of the document, as long as can be: the same wherever the same elements are.</summary>
    public readonly IEnumerable<Piece<TSlice>> Runs()
    {
        var run = new List<Piece<TSlice>>();
        foreach (var part in Parts())
        {
            if (run.Count > 0 && !run[^1].IsContinuedBy(part))
            {
                yield return Piece<TSlice>.Concat(CollectionsMarshal.AsSpan(run));
                run.Clear();
            }

            run.Add(part);
        }

        if (run.Count > 0) yield return Piece<TSlice>.Concat(CollectionsMarshal.AsSpan(run));
    }

    public readonly bool HasSameBytes(in Sequence<TSlice> other)
    {
        if (!_waiting.HasSameBytes(other._waiting)) return false;
        if (Sharing.AreOne(Root, other.Root)) return true;
        if (Width != other.Width) return false;
        using var theirs = other.Runs().GetEnumerator();
        foreach (var run in Runs())
        {
            if (!theirs.MoveNext() || !run.HasSameBytes(theirs.Current)) return false;
        }

        return !theirs.MoveNext();
    }

    /// <summary>Equal where the bytes are.</summary>
    public readonly int GetValueHashCode() => HashCode.Combine(Width, _authors.Count, _waiting.Span.Length);

    public readonly int GetMaxSize()
    {
        var ids = Ids();
        var size = checked(1 + 5 + ids.GetMaxSourcesSize() + PiecesCodec<TSlice>.GetMaxSize(_waiting));
        foreach (var part in Parts()) size = checked(size + PieceCodec<TSlice>.GetMaxSize(part));
        return size;
    }

    /// <summary>Writes <c>[[source*], [piece*], [waiting piece*]]</c>, the pieces in the order of the document.</summary>
    public readonly void Write(ref CborWriter writer)
    {
        var ids = Ids();
        writer.WriteArrayHeader(ItemCount);
        ids.WriteSources(ref writer);
        var runs = Runs().ToList();
        writer.WriteArrayHeader(runs.Count);
        foreach (var run in runs) PieceCodec<TSlice>.Write(ref writer, run, ids);
        PiecesCodec<TSlice>.Write(ref writer, _waiting, ids);
    }

    public static Sequence<TSlice> Read(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var ids = IdReader.ReadSources(ref reader);
        var sequence = ReadDocument(ref reader, ids);
        var waitingStart = reader.Position;
        var waiting = PiecesCodec<TSlice>.Read(ref reader, ids);
        reader.Leave();
        ids.RequireAllUsed(start);
        if (waiting.IsEmpty) return sequence;

        var document = sequence._root;
        var listener = default(NoListener<TSlice>);
        sequence.Settle(waiting, concernsWaiting: false, ref listener);
        if (!ReferenceEquals(sequence._root, document) || !sequence._waiting.HasSameBytes(waiting)) Refuse.NotCanonical(waitingStart, "What waits could be integrated");
        return sequence;
    }

    private static Sequence<TSlice> ReadDocument(ref CborReader reader, IdReader ids)
    {
        var documentStart = reader.Position;
        var count = reader.ReadArrayHeader();
        reader.Enter();
        var pieces = new List<Piece<TSlice>>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var piece = PieceCodec<TSlice>.Read(ref reader, ids);
            if (!piece.IsPlaced) Refuse.NotAllowed(start, "An element of a document has no place");
            if (index > 0 && pieces[^1].IsContinuedBy(piece)) Refuse.NotCanonical(start, "A run is written in two pieces");
            if (piece.IsAlive && piece.Count > MaxAlive) pieces.AddRange(piece.Cut(MaxAlive));
            else pieces.Add(piece);
        }

        reader.Leave();
        return Build(new DocumentOrder<TSlice>([.. pieces], documentStart));
    }

    private readonly IdWriter Ids()
    {
        var ids = new IdWriter();
        foreach (var part in Parts()) PieceCodec<TSlice>.Note(part, ids);
        PiecesCodec<TSlice>.Note(_waiting, ids);
        ids.Seal();
        return ids;
    }
}
