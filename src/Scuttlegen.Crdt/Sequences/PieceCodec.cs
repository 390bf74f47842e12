using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A piece's bytes: <c>[source, sequence, n, count, content]</c>, <c>null</c> for deleted content; then the parent, of a left child; the parent and the right origin, of a right child, <c>null</c> for the start and
/// the end; nothing, if only the deletion is known.
/// </summary>
internal static class PieceCodec<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private const int UnplacedItems = 5;
    private const int LeftChildItems = UnplacedItems + 1;
    private const int RightChildItems = UnplacedItems + 2;

    public static void Note(Piece<TSlice> piece, IdWriter ids)
    {
        ids.Add(piece.First);
        if (!piece.IsLeftChild) ids.Add(piece.Left);
        ids.Add(piece.Right);
        ids.Add(piece.Content.Requires);
    }

    public static int GetMaxSize(Piece<TSlice> piece) =>
        checked(1 + IdWriter.MaxPartsSize + 5 + (piece.IsAlive ? piece.Content.GetMaxSize() : 1) + (2 * IdWriter.MaxIdSize));

    public static void Write(ref CborWriter writer, Piece<TSlice> piece, IdWriter ids)
    {
        writer.WriteArrayHeader(!piece.IsPlaced ? UnplacedItems : piece.IsLeftChild ? LeftChildItems : RightChildItems);
        ids.WriteParts(ref writer, piece.First);
        writer.WriteUInt32((uint)piece.Count);
        if (piece.IsAlive) piece.Content.Write(ref writer, ids);
        else writer.WriteNull();
        if (!piece.IsPlaced) return;
        if (!piece.IsLeftChild) ids.Write(ref writer, piece.Left);
        ids.Write(ref writer, piece.Right);
    }

    public static Piece<TSlice> Read(ref CborReader reader, IdReader ids)
    {
        var start = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items is < UnplacedItems or > RightChildItems) Refuse.OutOfRange(start, $"A piece has 5 to 7 items, not {items}");
        reader.Enter();
        var first = ids.ReadParts(ref reader);
        var count = IdReader.ReadCount(ref reader, first);
        start = reader.Position;
        var content = reader.TryReadNull() ? default : TSlice.Read(ref reader, ids);
        if (!content.IsNone && content.Count != count) Refuse.OutOfRange(start, $"A piece of {count} elements holds {content.Count}");
        if (!content.IsNone && items == UnplacedItems) Refuse.NotAllowed(start, "Elements without a place hold something");
        var piece = items switch
        {
            UnplacedItems => Piece<TSlice>.Deletion(first, count),
            LeftChildItems => Piece<TSlice>.LeftChild(first, count, default, ids.Read(ref reader), content),
            _ => Piece<TSlice>.RightChild(first, count, ids.ReadOrNone(ref reader), ids.ReadOrNone(ref reader), content),
        };
        reader.Leave();
        return piece;
    }
}
