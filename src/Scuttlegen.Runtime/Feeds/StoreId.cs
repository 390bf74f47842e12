using System.Buffers.Binary;
using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Which store and room a feed belongs to: the first 16 bytes of SHA-256 over the canonical CBOR of
/// <c>["scuttlegen store 1", name, room]</c>, or <c>["scuttlegen store 2", name, room, genesis]</c> for a store that begins with a <see cref="Genesis"/>. It never depends on the wire contract, so that old and new versions meet.
/// </summary>
public readonly record struct StoreId
{
    /// <summary>The length of a store's id, in bytes.</summary>
    public const int Size = 16;

    private readonly ulong _high, _low;

    /// <summary>Creates an id from its bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not <see cref="Size"/> bytes long.</exception>
    public StoreId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException($"A store id has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    /// <summary>The id of the store <paramref name="name"/> in <paramref name="room"/>.</summary>
    public static StoreId Create(string name, string room) => Hash("scuttlegen store 1", name, room, null);

    /// <summary>The id of the store <paramref name="name"/> in <paramref name="room"/> that begins with <paramref name="genesis"/>: another owner makes another store.</summary>
    public static StoreId Create(string name, string room, Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return Hash("scuttlegen store 2", name, room, genesis);
    }

    /// <summary>Writes the id's bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{_high:x16}{_low:x16}";

    private static StoreId Hash(string format, string name, string room, Genesis? genesis)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(room);
        var buffer = new byte[64 + (3 * (name.Length + room.Length)) + (genesis?.Bytes.Length ?? 0)];
        var writer = new CborWriter(buffer);
        writer.WriteArrayHeader(genesis is null ? 3 : 4);
        writer.WriteString(format);
        writer.WriteString(name);
        writer.WriteString(room);
        if (genesis is not null) writer.WriteBytes(genesis.Bytes.Span);
        return new StoreId(SHA256.HashData(writer.Written).AsSpan(0, Size));
    }
}
