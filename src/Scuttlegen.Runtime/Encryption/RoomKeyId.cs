using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scuttlegen;

/// <summary>
/// Which key of a room a body is encrypted with: the first 16 bytes of SHA-256(<c>"scuttlegen room key 1"</c> ‖ key). It commits to the key, so that nobody can give two members of a room different keys of
/// one id, and write what each reads as something else; of a random key it tells nothing.
/// </summary>
public readonly record struct RoomKeyId
{
    /// <summary>The length of a key's id, in bytes.</summary>
    public const int Size = 16;

    private readonly ulong _high, _low;

    /// <summary>Creates an id from its bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not <see cref="Size"/> bytes long.</exception>
    public RoomKeyId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException($"A room key's id has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    /// <summary>The first 8 bytes.</summary>
    internal ulong Prefix => _high;

    /// <summary>The id of a key. What was hashed is wiped.</summary>
    public static RoomKeyId Of(ReadOnlySpan<byte> key)
    {
        var domain = "scuttlegen room key 1"u8;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var input = new byte[domain.Length + key.Length];
        domain.CopyTo(input);
        key.CopyTo(input.AsSpan(domain.Length));
        SHA256.HashData(input, hash);
        CryptographicOperations.ZeroMemory(input);
        return new RoomKeyId(hash[..Size]);
    }

    /// <summary>Writes the id's bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="destination"/> is shorter than <see cref="Size"/>.</exception>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{_high:x16}{_low:x16}";
}
