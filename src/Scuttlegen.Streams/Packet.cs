using System.Buffers.Binary;

namespace Scuttlegen.Streams;

/// <summary>
/// What follows the greeting on a connection: <c>length, type, content</c>, the length (4 bytes, big-endian) that of type and content together.
/// </summary>
internal static class Packet
{
    public const int LengthBytes = 4;

    /// <summary>What comes before a frame: length, type, store, and for one peer its source.</summary>
    public const int MaxHeadBytes = LengthBytes + 1 + StoreId.Size + Source.Size;

    /// <summary>A sign of life: empty.</summary>
    public const byte Ping = 0;

    /// <summary>A peer takes part in a store at this end: store id, source.</summary>
    public const byte Join = 1;

    /// <summary>It no longer does: store id, source.</summary>
    public const byte Leave = 2;

    /// <summary>A frame for whoever takes part in the store: store id, frame.</summary>
    public const byte Frame = 3;

    /// <summary>A frame for one peer: store id, source, frame.</summary>
    public const byte FrameToOne = 4;

    /// <summary>Frames were dropped for want of room: store id.</summary>
    public const byte Lost = 5;

    /// <summary>The sender's end of the store holds what the other held: store id.</summary>
    public const byte Synchronised = 6;

    /// <summary>Nothing follows: 1 if because both ends are synchronised, else 0.</summary>
    public const byte Bye = 7;

    /// <summary>Writes everything that comes before the frame, if any.</summary>
    public static int WriteHead(Span<byte> destination, byte type, StoreId store, Source? peer, int frameBytes)
    {
        var length = LengthBytes + 1;
        store.CopyTo(destination[length..]);
        length += StoreId.Size;
        if (peer is { } source)
        {
            source.CopyTo(destination[length..]);
            length += Source.Size;
        }

        BinaryPrimitives.WriteInt32BigEndian(destination, length - LengthBytes + frameBytes);
        destination[LengthBytes] = type;
        return length;
    }

    /// <summary>A packet of type and at most one byte.</summary>
    public static byte[] Short(byte type, params ReadOnlySpan<byte> content) => [0, 0, 0, (byte)(1 + content.Length), type, .. content];

    public static byte[] About(byte type, StoreId store, Source? peer = null)
    {
        Span<byte> head = stackalloc byte[MaxHeadBytes];
        return head[..WriteHead(head, type, store, peer, 0)].ToArray();
    }

    /// <summary>Takes the store id, and if wanted the source, from the start of a packet's content.</summary>
    public static (StoreId Store, Source Peer) ReadHead(ref ReadOnlySpan<byte> content, bool withPeer)
    {
        var length = StoreId.Size + (withPeer ? Source.Size : 0);
        if (content.Length < length) throw new StreamViolationException(StreamEndReason.Malformed, $"A packet has {content.Length} bytes of content; it needs {length}.");
        var head = content[..length];
        content = content[length..];
        return (new StoreId(head[..StoreId.Size]), withPeer ? new Source(head[StoreId.Size..]) : default);
    }
}
