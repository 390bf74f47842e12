using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// A piece's bytes: <c>[source, sequence, n, count, content]</c>, <c>null</c> for deleted content; then the parent, of a left child; the parent and the right origin, of a right child; nothing, if only the
/// deletion is known. <see cref="IdWriter.WriteNear"/> says how those are written: one item each or four, so that the number of items tells which child it is.
/// </summary>
internal static class PieceCodec<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private const int UnplacedItems = 5;
    private const int FarItems = 3;

    public static void Note(Piece<TSlice> piece, IdWriter ids)
    {
        ids.Add(piece.First);
        if (!piece.IsLeftChild) ids.Add(piece.Left);
        ids.Add(piece.Right);
        ids.Add(piece.Content.Requires);
    }

    public static int GetMaxSize(Piece<TSlice> piece) =>
        checked(1 + IdWriter.MaxPartsSize + 5 + (piece.IsAlive ? piece.Content.GetMaxSize() : 1) + (2 * IdWriter.MaxNearSize));

    public static void Write(ref CborWriter writer, Piece<TSlice> piece, IdWriter ids)
    {
        writer.WriteArrayHeader(ItemsOf(piece));
        ids.WriteParts(ref writer, piece.First);
        writer.WriteUInt32((uint)piece.Count);
        if (piece.IsAlive) piece.Content.Write(ref writer, ids);
        else writer.WriteNull();
        if (!piece.IsPlaced) return;
        if (!piece.IsLeftChild) ids.WriteNear(ref writer, piece.Left, piece.First);
        ids.WriteNear(ref writer, piece.Right, piece.First);
    }

    public static Piece<TSlice> Read(ref CborReader reader, IdReader ids)
    {
        var pieceStart = reader.Position;
        var items = reader.ReadArrayHeader();
        reader.Enter();
        var first = ids.ReadParts(ref reader);
        var count = IdReader.ReadCount(ref reader, first);
        var start = reader.Position;
        var content = reader.TryReadNull() ? default : TSlice.Read(ref reader, ids);
        if (!content.IsNone && content.Count != count) Refuse.OutOfRange(start, $"A piece of {count} elements holds {content.Count}");
        if (!content.IsNone && items == UnplacedItems) Refuse.NotAllowed(start, "Elements without a place hold something");
        var piece = (items - UnplacedItems) switch
        {
            0 => Piece<TSlice>.Deletion(first, count),
            1 or 1 + FarItems => Piece<TSlice>.LeftChild(first, count, default, ids.ReadNear(ref reader, first), content),
            _ => Piece<TSlice>.RightChild(first, count, ids.ReadNear(ref reader, first), ids.ReadNear(ref reader, first), content),
        };
        if (piece.IsLeftChild && piece.Right.IsNone) Refuse.NotAllowed(pieceStart, "A left child has no parent");
        if (ItemsOf(piece) != items) Refuse.OutOfRange(pieceStart, $"A piece of {ItemsOf(piece)} items is said to have {items}");
        reader.Leave();
        return piece;
    }

    private static int ItemsOf(Piece<TSlice> piece)
    {
        if (!piece.IsPlaced) return UnplacedItems;
        return UnplacedItems + IdWriter.ItemsOf(piece.Right, piece.First) + (piece.IsLeftChild ? 0 : IdWriter.ItemsOf(piece.Left, piece.First));
    }
}
