namespace Scuttlegen.Wire;

/// <summary>The end of a batch in a feed: its last sequence, and the first 8 bytes of the chain hash there.</summary>
internal readonly record struct Boundary(ulong Sequence, ulong Hash)
{
    public const int MaxBytes = 9 + 9;
}

/// <summary>
/// <c>[source, end, [sequence, hash, …], token or null]</c>: ends of batches of the sender's branch, ascending, by which the receiver finds where its own branch parts from it.
/// </summary>
/// <param name="Source">Whose feed has two branches.</param>
/// <param name="End">The branches part before this sequence; 0 if that is not known yet.</param>
/// <param name="Boundaries">At most <see cref="MaxBoundaries"/>.</param>
internal sealed record ProbeMessage(Source Source, ulong End, Boundary[] Boundaries)
{
    public const int MaxBoundaries = 32;

    private const int Fields = 3;

    /// <summary>The token that the addressee gave to this peer.</summary>
    public ulong? Token { get; init; }

    public static ProbeMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var source = reader.ReadSource();
        var end = reader.ReadUInt64();
        var offset = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items % 2 != 0 || items > 2 * MaxBoundaries)
            throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A probe has at most {MaxBoundaries} pairs, not {items} items");

        var boundaries = new Boundary[items / 2];
        for (var i = 0; i < boundaries.Length; i++)
        {
            offset = reader.Position;
            boundaries[i] = new Boundary(reader.ReadUInt64(), reader.ReadHash64());
            if (boundaries[i].Sequence <= (i > 0 ? boundaries[i - 1].Sequence : 0))
                throw new WireFormatException(WireFormatError.NotAllowed, offset, "A probe's sequences are not in strictly ascending order");
        }

        var token = more > 0 ? reader.ReadToken() : null;
        reader.SkipValues(Math.Max(0, more - 1));
        return new ProbeMessage(source, end, boundaries) { Token = token };
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var buffer = new byte[Frame.MaxHeadBytes + 48 + Source.Size + (Boundaries.Length * Boundary.MaxBytes)];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Probe);
        writer.WriteArrayHeader(Fields + 1);
        writer.WriteSource(Source);
        writer.WriteUInt64(End);
        writer.WriteArrayHeader(2 * Boundaries.Length);
        foreach (var boundary in Boundaries)
        {
            writer.WriteUInt64(boundary.Sequence);
            writer.WriteHash64(boundary.Hash);
        }

        writer.WriteToken(Token);

        return writer.Written.ToArray();
    }
}
