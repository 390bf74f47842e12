using System.Buffers.Binary;
using System.Numerics;

namespace Scuttlegen.Sqlite;

/// <summary>
/// CRC-32C (RFC 3720) of a stored batch. The chain would show most damage too, but only at the next batch of the feed; and a last batch that
/// rotted unseen would go out to other peers.
/// </summary>
internal static class BatchChecksum
{
    public static uint Of(in StoredBatch batch, ulong firstSequence)
    {
        Span<byte> source = stackalloc byte[Source.Size];
        batch.Source.CopyTo(source);
        var crc = Add(uint.MaxValue, source);
        crc = BitOperations.Crc32C(crc, firstSequence);
        crc = BitOperations.Crc32C(crc, batch.ChainBefore);

        // Where one ends and the next begins is part of what is checked.
        crc = BitOperations.Crc32C(crc, ((ulong)(uint)batch.Header.Length << 32) | (uint)batch.Body.Length);
        crc = Add(crc, batch.Header.Span);
        crc = Add(crc, batch.Body.Span);
        return ~Add(crc, batch.Signature.Span);
    }

    public static uint Of(in StoredProof proof)
    {
        Span<byte> source = stackalloc byte[Source.Size];
        proof.Source.CopyTo(source);
        return ~Add(Add(uint.MaxValue, source), proof.Record.Span);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
