using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>A set of pieces' bytes: the pieces, in the order of their sources and coordinates, none of which continues another; alone, with the table of their sources.</summary>
internal static class PiecesCodec<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private const int ItemCount = 2;

    public static int GetMaxSizeAlone(Pieces<TSlice> pieces) => checked(1 + Ids(pieces).GetMaxSourcesSize() + GetMaxSize(pieces));

    public static void WriteAlone(ref CborWriter writer, Pieces<TSlice> pieces)
    {
        var ids = Ids(pieces);
        writer.WriteArrayHeader(ItemCount);
        ids.WriteSources(ref writer);
        Write(ref writer, pieces, ids);
    }

    public static Pieces<TSlice> ReadAlone(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var ids = IdReader.ReadSources(ref reader);
        var pieces = Read(ref reader, ids);
        reader.Leave();
        ids.RequireAllUsed(start);
        return pieces;
    }

    public static void Note(Pieces<TSlice> pieces, IdWriter ids)
    {
        foreach (var piece in pieces.Span) PieceCodec<TSlice>.Note(piece, ids);
    }

    public static int GetMaxSize(Pieces<TSlice> pieces)
    {
        var size = 5;
        foreach (var piece in pieces.Span) size = checked(size + PieceCodec<TSlice>.GetMaxSize(piece));
        return size;
    }

    public static void Write(ref CborWriter writer, Pieces<TSlice> pieces, IdWriter ids)
    {
        writer.WriteArrayHeader(pieces.Span.Length);
        foreach (var piece in pieces.Span) PieceCodec<TSlice>.Write(ref writer, piece, ids);
    }

    public static Pieces<TSlice> Read(ref CborReader reader, IdReader ids)
    {
        // A piece takes more than 8 bytes of input, and the list grows as they are read.
        var count = reader.ReadArrayHeader();
        reader.Enter();
        var pieces = new List<Piece<TSlice>>();
        for (var index = 0; index < count; index++)
        {
            var start = reader.Position;
            var piece = PieceCodec<TSlice>.Read(ref reader, ids);
            if (piece.Content.IsSettled) Refuse.NotAllowed(start, "Elements that have no place in a document tell what became of them there");
            if (index > 0)
            {
                var before = pieces[^1];
                if (before.First.CompareByCoordinate(piece.First) >= 0 || before.First.Covers(before.Count, piece.First, out _)) Refuse.OutOfOrder(start, "Pieces");
                if (before.IsContinuedBy(piece)) Refuse.NotCanonical(start, "A run is written in two pieces");
            }

            pieces.Add(piece);
        }

        reader.Leave();
        return Pieces<TSlice>.OfSorted(pieces);
    }

    private static IdWriter Ids(Pieces<TSlice> pieces)
    {
        var ids = new IdWriter();
        Note(pieces, ids);
        ids.Seal();
        return ids;
    }
}
