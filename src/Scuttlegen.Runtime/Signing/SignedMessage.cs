using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// What authors sign: CBOR arrays whose first item says what is signed, so that a signature of one sort is never one of another, and which name store and source, so that it is none for another
/// room or feed.
/// </summary>
internal readonly ref struct SignedMessage
{
    /// <summary>The longest message, in bytes.</summary>
    public const int MaxBytes = 1 + 24 + (1 + StoreId.Size) + (2 + Source.Size) + 9 + (2 + ChainHash.Size);

    private readonly ReadOnlySpan<byte> _bytes;

    private SignedMessage(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary><c>["scuttlegen batch 1", store id, source, last sequence, chain hash after the batch]</c>: all of the feed up to there is mine.</summary>
    public static SignedMessage OfBatch(StoreId store, Source source, ulong lastSequence, ChainHash after, Span<byte> buffer)
    {
        var writer = new CborWriter(buffer);
        writer.WriteArrayHeader(5);
        writer.WriteString("scuttlegen batch 1");
        writer.WriteStoreId(store);
        writer.WriteSource(source);
        writer.WriteUInt64(lastSequence);
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        after.CopyTo(hash);
        writer.WriteBytes(hash);
        return new SignedMessage(buffer[..writer.Length]);
    }

    /// <summary><c>["scuttlegen session 1", store id, source, session]</c>: I am running, and opened the store under this random number.</summary>
    public static SignedMessage OfSession(StoreId store, Source source, ulong session, Span<byte> buffer)
    {
        var writer = new CborWriter(buffer);
        writer.WriteArrayHeader(4);
        writer.WriteString("scuttlegen session 1");
        writer.WriteStoreId(store);
        writer.WriteSource(source);
        writer.WriteHash64(session);
        return new SignedMessage(buffer[..writer.Length]);
    }
}
