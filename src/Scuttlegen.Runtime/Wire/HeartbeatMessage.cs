namespace Scuttlegen.Wire;

/// <summary>
/// <c>[digest hash, fingerprint, state hash or null, name or null]</c>: I am here, this is what I hold, and what it comes to.
/// </summary>
internal readonly record struct HeartbeatMessage(ulong DigestHash, ChainHash Fingerprint, ulong? StateHash, string? Name)
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
        reader.SkipValues(more);
        return new HeartbeatMessage(digestHash, new ChainHash(fingerprint), stateHash, name);
    }

    public byte[] ToFrame(StoreId store, Source sender)
    {
        var buffer = new byte[Frame.MaxHeadBytes + 64 + (3 * MaxNameLength)];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, store, sender, MessageType.Heartbeat);
        writer.WriteArrayHeader(Fields);
        writer.WriteHash64(DigestHash);
        Span<byte> fingerprint = stackalloc byte[ChainHash.Size];
        Fingerprint.CopyTo(fingerprint);
        writer.WriteBytes(fingerprint);
        if (StateHash is { } stateHash) writer.WriteHash64(stateHash);
        else writer.WriteNull();
        if (Name is null) writer.WriteNull();
        else writer.WriteString(Name);
        return writer.Written.ToArray();
    }
}
