using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Scuttlegen;

/// <summary>
/// The frozen generator behind <see cref="ReplayContext"/>: xoshiro256** seeded by SHA-256. Any change to what it returns makes
/// peers of different versions diverge; the test vectors in <c>docs/protocol.md</c> pin it.
/// </summary>
internal struct DrawStream
{
    private ulong _s0, _s1, _s2, _s3;

    private DrawStream(ReadOnlySpan<byte> seed)
    {
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(seed);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(seed[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(seed[24..]);
    }

    public static DrawStream Create(StoreId store, Source source, ulong sequence, string reducer)
    {
        ReadOnlySpan<byte> domain = "scuttlegen draws 1"u8;
        var fixedLength = domain.Length + StoreId.Size + Source.Size + sizeof(ulong);
        var input = new byte[fixedLength + Encoding.UTF8.GetByteCount(reducer)];
        domain.CopyTo(input);
        var rest = input.AsSpan(domain.Length);
        store.CopyTo(rest);
        source.CopyTo(rest[StoreId.Size..]);
        BinaryPrimitives.WriteUInt64BigEndian(rest[(StoreId.Size + Source.Size)..], sequence);
        Encoding.UTF8.GetBytes(reducer, input.AsSpan(fixedLength));

        Span<byte> seed = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, seed);
        return new DrawStream(seed);
    }

    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>An unbiased draw below <paramref name="bound"/> (D. Lemire, "Fast Random Integer Generation in an Interval", 2019).</summary>
    public ulong NextBelow(ulong bound)
    {
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low >= bound) return high;
        var threshold = unchecked(0UL - bound) % bound;
        while (low < threshold) high = Math.BigMul(NextUInt64(), bound, out low);
        return high;
    }

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Each draw gives 8 bytes, little-endian; what is left of the last one is dropped.</summary>
    public void NextBytes(Span<byte> destination)
    {
        while (destination.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, NextUInt64());
            destination = destination[sizeof(ulong)..];
        }

        if (destination.IsEmpty) return;
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(last, NextUInt64());
        last[..destination.Length].CopyTo(destination);
    }
}
