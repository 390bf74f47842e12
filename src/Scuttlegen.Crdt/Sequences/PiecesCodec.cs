using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>A set of pieces' bytes: the pieces, in the order of their sources and coordinates, none of which continues another.</summary>
internal static class PiecesCodec<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
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
}
