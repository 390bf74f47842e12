using System.Buffers.Binary;
using System.Globalization;
using Scuttlegen.Wire;

namespace Scuttlegen.Streams;

/// <summary>
/// What each side says first: the magic <c>scuttgen</c>, version 1, flags, 16 random bytes that name the transport, and the largest frame it takes (4 bytes, big-endian).
/// </summary>
internal sealed record Greeting(bool Gives, bool Takes, bool Tails, Guid Transport, int MaxFrameBytes)
{
    public const int Size = 8 + 1 + 1 + 16 + 4;

    private const byte Version = 1;

    public static ReadOnlySpan<byte> Magic => "scuttgen"u8;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        bytes[8] = Version;
        bytes[9] = (byte)((Gives ? 1 : 0) | (Takes ? 2 : 0) | (Tails ? 4 : 0));
        Transport.TryWriteBytes(bytes.AsSpan(10));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(26), MaxFrameBytes);
        return bytes;
    }

    /// <summary>Whether <paramref name="bytes"/>, as many as there are, can begin a greeting. Says so of a stranger before it has sent as much.</summary>
    public static void CheckStart(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, Magic.Length);
        if (!bytes[..length].SequenceEqual(Magic[..length]))
            throw new StreamViolationException(StreamEndReason.NotUnderstood, $"The other side does not speak Scuttlegen's protocol of streams: it began with 0x{Convert.ToHexStringLower(bytes[..length])}.");
        if (bytes.Length > length && bytes[length] != Version)
            throw new StreamViolationException(StreamEndReason.NotUnderstood, $"The other side speaks version {bytes[length]} of the protocol of streams, this side version {Version}.");
    }

    public static Greeting Read(ReadOnlySpan<byte> bytes)
    {
        CheckStart(bytes);
        var maxFrameBytes = BinaryPrimitives.ReadInt32BigEndian(bytes[26..]);
        if (maxFrameBytes < WireLimits.MinFrameBytes)
        {
            throw new StreamViolationException(
                StreamEndReason.Malformed,
                string.Create(CultureInfo.InvariantCulture, $"The other side takes frames of {maxFrameBytes} bytes; gossip needs {WireLimits.MinFrameBytes}."));
        }

        var flags = bytes[9];
        return new Greeting((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, new Guid(bytes[10..26]), maxFrameBytes);
    }
}
