namespace Scuttlegen.Wire;

/// <summary>How far one feed is held: the highest contiguous sequence, and the first 8 bytes of the chain hash there.</summary>
internal readonly record struct DigestEntry(Source Source, ulong Sequence, ulong Hash)
{
    public const int MaxBytes = (2 + Source.Size) + 9 + 9;
}

/// <summary>
/// <c>[request, budget, first source or null, end source or null, [source, sequence, hash, …]]</c>: here is my digest, from the first
/// source up to but not including the end one; send me at most that many bytes of batches after it. Inside the range, absent means 0.
/// </summary>
internal sealed record PullMessage(uint Request, uint Budget, Source? First, Source? End, DigestEntry[] Digest)
{
    private const int Fields = 5;

    public bool Covers(Source source) => (First is not { } first || source >= first) && (End is not { } end || source < end);

    public static PullMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var request = reader.ReadUInt32();
        var budget = reader.ReadUInt32();
        Source? first = reader.TryReadNull() ? null : reader.ReadSource();
        Source? end = reader.TryReadNull() ? null : reader.ReadSource();
        var offset = reader.Position;
        var items = reader.ReadArrayHeader();
        if (items % 3 != 0) throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A digest has triples, not {items} items");

        var digest = new DigestEntry[items / 3];
        for (var i = 0; i < digest.Length; i++)
        {
            offset = reader.Position;
            digest[i] = new DigestEntry(reader.ReadSource(), reader.ReadUInt64(), reader.ReadHash64());
            if (i > 0 && digest[i].Source <= digest[i - 1].Source)
                throw new WireFormatException(WireFormatError.NotAllowed, offset, "A digest's sources are not in strictly ascending order");
        }

        reader.SkipValues(more);
        return new PullMessage(request, budget, first, end, digest);
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var buffer = new byte[Frame.MaxHeadBytes + 32 + (2 * Source.Size) + (Digest.Length * DigestEntry.MaxBytes)];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Pull);
        writer.WriteArrayHeader(Fields);
        writer.WriteUInt32(Request);
        writer.WriteUInt32(Budget);
        WriteBound(ref writer, First);
        WriteBound(ref writer, End);
        writer.WriteArrayHeader(3 * Digest.Length);
        foreach (var entry in Digest)
        {
            writer.WriteSource(entry.Source);
            writer.WriteUInt64(entry.Sequence);
            writer.WriteHash64(entry.Hash);
        }

        return writer.Written.ToArray();
    }

    private static void WriteBound(ref CborWriter writer, Source? bound)
    {
        if (bound is { } source) writer.WriteSource(source);
        else writer.WriteNull();
    }
}
