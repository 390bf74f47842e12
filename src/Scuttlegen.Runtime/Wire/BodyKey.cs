using System.Buffers.Binary;

namespace Scuttlegen.Wire;

/// <summary>
/// The header extension <c>key</c>, number 3 and so critical: the body is encrypted. Its value is the key's id and the nonce, one after the other.
/// </summary>
/// <param name="Id">The key.</param>
/// <param name="Nonce">The nonce, drawn for this body.</param>
internal readonly record struct BodyKey(RoomKeyId Id, BodyNonce Nonce)
{
    public const ulong ExtensionKey = 3;

    /// <summary>The extension's key, its byte string's head and its value.</summary>
    public const int ExtensionBytes = 1 + 2 + Size;

    private const int Size = RoomKeyId.Size + IRoomCipher.NonceSize;

    /// <exception cref="WireFormatException">The value has another length.</exception>
    public static BodyKey Read(ReadOnlySpan<byte> value, int offset)
    {
        if (value.Length != Size) throw new WireFormatException(WireFormatError.OutOfRange, offset, $"Batch header: the extension key has {Size} bytes, not {value.Length}");
        return new BodyKey(new RoomKeyId(value[..RoomKeyId.Size]), new BodyNonce(value[RoomKeyId.Size..]));
    }

    /// <summary>Writes the extension's key and value.</summary>
    public void Write(ref CborWriter writer)
    {
        Span<byte> value = stackalloc byte[Size];
        Id.CopyTo(value);
        Nonce.CopyTo(value[RoomKeyId.Size..]);
        writer.WriteUInt64(ExtensionKey);
        writer.WriteBytes(value);
    }
}

/// <summary>The 24 bytes of a nonce.</summary>
internal readonly record struct BodyNonce
{
    private readonly ulong _a, _b, _c;

    public BodyNonce(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
    }
}
