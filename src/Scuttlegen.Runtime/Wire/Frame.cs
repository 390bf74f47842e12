namespace Scuttlegen.Wire;

/// <summary>
/// What travels over a transport: the CBOR array <c>[protocol major, store id, sender, message type, message]</c>. Of a message, a CBOR array, only
/// the leading fields that this version knows are read; fields are only ever appended.
/// </summary>
internal static class Frame
{
    public const uint ProtocolMajor = 1;

    /// <summary>The longest signature; those of Ed25519 have 64 bytes.</summary>
    public const int MaxSignatureBytes = 1024;

    /// <summary>How many bytes come before the message.</summary>
    public const int MaxHeadBytes = 1 + 5 + (1 + StoreId.Size) + (2 + Source.Size) + 5;

    public static void WriteHead(ref CborWriter writer, StoreId store, Source sender, uint type)
    {
        writer.WriteArrayHeader(5);
        writer.WriteUInt32(ProtocolMajor);
        writer.WriteStoreId(store);
        writer.WriteSource(sender);
        writer.WriteUInt32(type);
    }

    public static void WriteStoreId(this ref CborWriter writer, StoreId store)
    {
        Span<byte> bytes = stackalloc byte[StoreId.Size];
        store.CopyTo(bytes);
        writer.WriteBytes(bytes);
    }

    public static StoreId ReadStoreId(this ref CborReader reader)
    {
        var offset = reader.Position;
        var bytes = reader.ReadBytes();
        return bytes.Length == StoreId.Size
            ? new StoreId(bytes)
            : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A store id has {StoreId.Size} bytes, not {bytes.Length}");
    }

    /// <summary>A 64-bit hash as 8 bytes: hashes have no short forms worth having.</summary>
    public static void WriteHash64(this ref CborWriter writer, ulong hash)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        writer.WriteBytes(bytes);
    }

    public static ulong ReadHash64(this ref CborReader reader)
    {
        var offset = reader.Position;
        var bytes = reader.ReadBytes();
        return bytes.Length == sizeof(ulong)
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes)
            : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"A hash prefix has 8 bytes, not {bytes.Length}");
    }

    /// <summary>A token by which the receiver knows that the sender reads what is sent to its address; null if the sender has none.</summary>
    public static void WriteToken(this ref CborWriter writer, ulong? token)
    {
        if (token is { } known) writer.WriteHash64(known);
        else writer.WriteNull();
    }

    public static ulong? ReadToken(this ref CborReader reader) => reader.TryReadNull() ? null : reader.ReadHash64();

    /// <exception cref="WireFormatException">It is empty, or too long.</exception>
    public static ReadOnlySpan<byte> ReadSignature(this ref CborReader reader)
    {
        var offset = reader.Position;
        var signature = reader.ReadBytes();
        if (signature.Length > MaxSignatureBytes)
            throw new WireFormatException(WireFormatError.TooLarge, offset, $"A signature has at most {MaxSignatureBytes} bytes, not {signature.Length}");

        // Where there is none stands null: one meaning, one spelling.
        return !signature.IsEmpty ? signature : throw new WireFormatException(WireFormatError.NotAllowed, offset, "A signature has at least 1 byte");
    }

    /// <summary>Begins a message that has at least <paramref name="known"/> fields, and says how many more it has.</summary>
    public static int ReadMessageHeader(this ref CborReader reader, int known)
    {
        var offset = reader.Position;
        var fields = reader.ReadArrayHeader();
        return fields >= known
            ? fields - known
            : throw new WireFormatException(WireFormatError.OutOfRange, offset, $"The message has {fields} fields; this version needs {known}");
    }
}
