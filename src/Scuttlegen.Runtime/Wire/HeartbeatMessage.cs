namespace Scuttlegen.Wire;

/// <summary>
/// <c>[digest hash, fingerprint, state hash or null, name or null, session, evidence hash, signature or null, key or null, missing keys hash]</c>: I am here, this is what I hold, and what it comes to. Of the last five,
/// three are absent in messages of older peers, and two in those of a room without keys.
/// </summary>
/// <param name="DigestHash">The hash of feeds and proofs.</param>
/// <param name="Fingerprint">The store's.</param>
/// <param name="StateHash">The first 8 bytes of the hash of the state that the feeds come to, if it is known.</param>
/// <param name="Name">The sender's name for people.</param>
/// <param name="Session">Random, another one each time a store is opened: two processes under one source notice each other by it.</param>
/// <param name="EvidenceHash">The hash of the branches of frozen feeds that are held; 0 if none.</param>
/// <param name="Signature">The sender's signature over its session; empty where nothing is signed.</param>
/// <param name="Key">The room key that the state hash is hidden with, if it is.</param>
/// <param name="MissingKeysHash">Which keys the sender lacks to read all that it holds; 0 if none.</param>
internal readonly record struct HeartbeatMessage(
    ulong DigestHash,
    ChainHash Fingerprint,
    ulong? StateHash,
    string? Name,
    ulong? Session = null,
    ulong EvidenceHash = 0,
    ReadOnlyMemory<byte> Signature = default,
    RoomKeyId? Key = null,
    ulong MissingKeysHash = 0)
{
    public const int MaxNameLength = 64;

    private const int Fields = 4;

    public static HeartbeatMessage Read(ref CborReader reader)
    {
        var more = reader.ReadMessageHeader(Fields);
        var digestHash = reader.ReadHash64();
        var offset = reader.Position;
        var fingerprint = reader.ReadBytes();
        if (fingerprint.Length != ChainHash.Size)
            throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A fingerprint has {ChainHash.Size} bytes, not {fingerprint.Length}");
        ulong? stateHash = reader.TryReadNull() ? null : reader.ReadHash64();
        offset = reader.Position;
        var name = reader.TryReadNull() ? null : reader.ReadString();
        if (name?.Length > MaxNameLength)
            throw new WireFormatException(WireFormatError.TooLarge, offset, $"A peer's name has at most {MaxNameLength} characters, not {name.Length}");
        ulong? session = more > 0 ? reader.ReadHash64() : null;
        var evidenceHash = more > 1 ? reader.ReadHash64() : 0;
        ReadOnlyMemory<byte> signature = more > 2 && !reader.TryReadNull() ? reader.ReadSignature().ToArray() : default;
        RoomKeyId? key = more > 3 && !reader.TryReadNull() ? ReadKey(ref reader) : null;
        var missingKeysHash = more > 4 ? reader.ReadHash64() : 0;
        reader.SkipValues(Math.Max(0, more - 5));
        return new HeartbeatMessage(digestHash, new ChainHash(fingerprint), stateHash, name, session, evidenceHash, signature, key, missingKeysHash);
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var buffer = new byte[Frame.MaxHeadBytes + 112 + (3 * MaxNameLength) + Signature.Length];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Heartbeat);
        var tellsOfKeys = Key is not null || MissingKeysHash != 0;
        writer.WriteArrayHeader(Session is null ? Fields : Fields + (tellsOfKeys ? 5 : 3));
        writer.WriteHash64(DigestHash);
        Span<byte> fingerprint = stackalloc byte[ChainHash.Size];
        Fingerprint.CopyTo(fingerprint);
        writer.WriteBytes(fingerprint);
        if (StateHash is { } stateHash) writer.WriteHash64(stateHash);
        else writer.WriteNull();
        if (Name is null) writer.WriteNull();
        else writer.WriteString(Name);
        if (Session is { } session)
        {
            writer.WriteHash64(session);
            writer.WriteHash64(EvidenceHash);
            if (Signature.IsEmpty) writer.WriteNull();
            else writer.WriteBytes(Signature.Span);
            if (tellsOfKeys) WriteKeys(ref writer);
        }

        return writer.Written.ToArray();
    }

    private static RoomKeyId ReadKey(ref CborReader reader)
    {
        var offset = reader.Position;
        var bytes = reader.ReadBytes();
        return bytes.Length == RoomKeyId.Size
            ? new RoomKeyId(bytes)
            : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A room key's id has {RoomKeyId.Size} bytes, not {bytes.Length}");
    }

    private void WriteKeys(ref CborWriter writer)
    {
        if (Key is { } key)
        {
            Span<byte> bytes = stackalloc byte[RoomKeyId.Size];
            key.CopyTo(bytes);
            writer.WriteBytes(bytes);
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteHash64(MissingKeysHash);
    }
}
