using System.Buffers.Binary;

namespace Scuttlegen.Streams.Tests;

/// <summary>The other end of a connection, whose bytes a test writes itself.</summary>
internal sealed class RawPeer(MemoryDuplex stream)
{
    private readonly PacketReader _reader = new(stream, 2 * 1024 * 1024, _ => { });

    public MemoryDuplex Stream => stream;

    public static Greeting Greeting { get; } = new(Gives: true, Takes: true, Tails: true, Guid.NewGuid(), 1024 * 1024);

    public static (RawPeer Raw, StreamConnection Connection) Attach(StreamTransport transport, int capacity = 64)
    {
        var (mine, theirs) = MemoryDuplex.CreatePair(capacity);
        return (new RawPeer(mine), transport.AddConnection(theirs, remote: "raw"));
    }

    public ValueTask WriteAsync(params byte[] bytes) => stream.WriteAsync(bytes);

    public async Task<Greeting> GreetAsync()
    {
        await WriteAsync(Greeting.ToBytes());
        return await _reader.ReadGreetingAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask JoinAsync(StoreId store, Source self) => WriteAsync(Packet.About(Packet.Join, store, self));

    public ValueTask SendFrameAsync(StoreId store, byte[] frame)
    {
        var packet = new byte[Packet.MaxHeadBytes + frame.Length];
        var length = Packet.WriteHead(packet, Packet.Frame, store, null, frame.Length);
        frame.CopyTo(packet, length);
        return WriteAsync(packet[..(length + frame.Length)]);
    }

    /// <summary>Reads packets until one of that type comes; its content.</summary>
    public async Task<byte[]> ReadAsync(byte type)
    {
        while (await _reader.ReadAsync(TestContext.Current.CancellationToken) is { IsEmpty: false } packet)
        {
            if (packet.Span[0] == type) return packet[1..].ToArray();
        }

        throw new EndOfStreamException($"No packet of type {type} came.");
    }

    public static byte[] Length(uint length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        return bytes;
    }
}
