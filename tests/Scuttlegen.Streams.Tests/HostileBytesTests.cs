namespace Scuttlegen.Streams.Tests;

/// <summary>Whatever arrives ends at most its own connection, with a reason.</summary>
public class HostileBytesTests
{
    [Fact]
    public async Task A_stranger_is_turned_away_at_its_first_byte()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.WriteAsync("G"u8.ToArray());
        await EndsAsync(connection, StreamEndReason.NotUnderstood, "does not speak");
        Assert.True(peer.Transport.Connections.IsEmpty);
    }

    [Fact]
    public async Task Another_version_is_named()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.WriteAsync([.. Greeting.Magic, 2]);
        await EndsAsync(connection, StreamEndReason.NotUnderstood, "version 2");
    }

    public static TheoryData<string, byte[]> Violations => new()
    {
        { "claims a length of 0", [0, 0, 0, 0] },
        { "claims a length of 4294967295", [255, 255, 255, 255] },
        { "claims a length of 2147483647", [127, 255, 255, 255] },
        { "claims a length of 1048638", RawPeer.Length(1024 * 1024 + Packet.MaxHeadBytes + 1) },
        { "unknown type 200", [0, 0, 0, 1, 200] },
        { "3 bytes of content", [0, 0, 0, 4, Packet.Frame, 1, 2, 3] },
        { "20 bytes of content", [0, 0, 0, 21, Packet.FrameToOne, .. new byte[20]] },
        { "0 bytes of content", [0, 0, 0, 1, Packet.Join] },
        { "0 bytes of content", [0, 0, 0, 1, Packet.Lost] },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task A_violation_ends_its_connection_alone(string message, byte[] bytes)
    {
        await using var peer = await Peer.CreateAsync();
        await using var other = await Peer.CreateAsync();
        await Peer.ConnectAsync(peer, other);
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        await raw.WriteAsync(bytes);
        await EndsAsync(connection, StreamEndReason.Malformed, message);

        await other.BroadcastAsync("still here");
        await peer.HearsAsync("still here");
        Assert.Empty(peer.Probe.Outages);
    }

    [Fact]
    public async Task An_end_inside_a_packet_is_a_violation()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        await raw.WriteAsync([0, 0, 1, 0, Packet.Frame]);
        await raw.Stream.DisposeAsync();
        await EndsAsync(connection, StreamEndReason.Malformed, "ended inside a packet");
    }

    [Fact]
    public async Task An_end_between_packets_is_the_other_sides_close()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        await raw.Stream.DisposeAsync();
        await EndsAsync(connection, StreamEndReason.ClosedByPeer, "closed the connection");
    }

    [Fact]
    public async Task One_membership_too_many_ends_the_connection()
    {
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { MaxStoresPerConnection = 3 });
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        for (var i = 0; i < 4; i++) await raw.JoinAsync(StoreId.Create("Counter", $"{i}"), Peer.NewSource());
        await EndsAsync(connection, StreamEndReason.Malformed, "more than 3 memberships");
    }

    [Fact]
    public async Task A_greeting_whose_frames_are_too_short_for_gossip_is_refused()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.WriteAsync((RawPeer.Greeting with { MaxFrameBytes = 1000 }).ToBytes());
        await EndsAsync(connection, StreamEndReason.Malformed, "frames of 1000 bytes");
    }

    /// <summary>A length alone must not make anybody allocate.</summary>
    [Fact]
    public async Task A_buffer_grows_with_what_arrives_not_with_what_is_claimed()
    {
        const int claimed = 16 * 1024 * 1024;
        var (a, b) = MemoryDuplex.CreatePair(capacity: 1000);
        var reader = new PacketReader(b, claimed, _ => { });
        await a.WriteAsync(RawPeer.Length(claimed), TestContext.Current.CancellationToken);
        await a.WriteAsync(new byte[20_000], TestContext.Current.CancellationToken);
        await a.DisposeAsync();
        await Assert.ThrowsAsync<StreamViolationException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.InRange(reader.BufferBytes, 1, 32 * 1024);
    }

    /// <summary>Valid sessions with bytes changed, cut out and put in: the transport outlives all of them, and whoever behaves is still served.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_bytes_end_at_most_their_own_connection(int seed)
    {
        var random = new Random(seed);
        await using var peer = await Peer.CreateAsync();
        await using var other = await Peer.CreateAsync();
        await Peer.ConnectAsync(peer, other);
        for (var round = 0; round < 200; round++)
        {
            var self = Peer.NewSource();
            List<byte> session =
            [
                .. RawPeer.Greeting.ToBytes(), .. Packet.About(Packet.Join, Peer.Store, self), .. Packet.Short(Packet.Ping),
                .. Packet.About(Packet.Lost, Peer.Store), .. Packet.About(Packet.Synchronised, Peer.Store), .. Packet.About(Packet.Leave, Peer.Store, self),
            ];
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(random.Next(2) == 0 ? Greeting.Size : 0, session.Count);
                switch (random.Next(3))
                {
                    case 0: session[at] = (byte)random.Next(256); break;
                    case 1: session.RemoveAt(at); break;
                    default: session.Insert(at, (byte)random.Next(256)); break;
                }
            }

            var (raw, connection) = RawPeer.Attach(peer.Transport);
            await raw.WriteAsync([.. session]);
            await raw.Stream.DisposeAsync();
            var end = await connection.Closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            Assert.NotEmpty(end.Message);
        }

        var heard = peer.Probe.Frames.Count;
        await other.BroadcastAsync("still here");
        await peer.Probe.UntilAsync(probe => probe.Frames.Count > heard && probe.Frames[^1] == "still here");
        Assert.Single(peer.Transport.Connections);
    }

    private static async Task EndsAsync(StreamConnection connection, StreamEndReason reason, string message)
    {
        var end = await connection.Closed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(reason, end.Reason);
        Assert.Contains(message, end.Message, StringComparison.Ordinal);
    }
}
