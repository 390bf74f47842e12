using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scuttlegen.Wire;

/// <summary>
/// The chain over a feed's batches: <c>h(n) = SHA-256(h(n-1) ‖ header ‖ SHA-256(body))</c>, so that a body can be dropped and the
/// chain still be checked. <c>h(0)</c> binds the feed to its store and source.
/// </summary>
internal readonly record struct ChainHash
{
    public const int Size = SHA256.HashSizeInBytes;

    private readonly ulong _a, _b, _c, _d;

    public ChainHash(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The first 8 bytes: what digests carry to make forks visible.</summary>
    public ulong Prefix => _a;

    public static ChainHash Genesis(StoreId store, Source source)
    {
        ReadOnlySpan<byte> domain = "scuttlegen feed 1"u8;
        Span<byte> input = stackalloc byte[domain.Length + StoreId.Size + Source.Size];
        domain.CopyTo(input);
        store.CopyTo(input[domain.Length..]);
        source.CopyTo(input[(domain.Length + StoreId.Size)..]);
        return Hash(input);
    }

    public ChainHash Next(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        Span<byte> bodyHash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, bodyHash);
        return NextOf(header, bodyHash);
    }

    /// <summary>The same, of a body of which only the hash is known.</summary>
    public ChainHash NextOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bodyHash)
    {
        // A header is a few dozen bytes; only one with hundreds of kinds leaves the stack.
        var length = Size + header.Length + SHA256.HashSizeInBytes;
        Span<byte> input = length <= 1024 ? stackalloc byte[length] : new byte[length];
        CopyTo(input);
        header.CopyTo(input[Size..]);
        bodyHash.CopyTo(input[(Size + header.Length)..]);
        return Hash(input);
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    public override string ToString() => $"{_a:x16}{_b:x16}{_c:x16}{_d:x16}";

    private static ChainHash Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(input, hash);
        return new ChainHash(hash);
    }
}
