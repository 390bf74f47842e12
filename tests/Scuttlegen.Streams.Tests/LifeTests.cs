using Microsoft.Extensions.Time.Testing;

namespace Scuttlegen.Streams.Tests;

/// <summary>How connections, memberships and transports end.</summary>
public class LifeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_does_not_say_who_it_is_in_time_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { TimeProvider = time });
        var (_, connection) = RawPeer.Attach(peer.Transport);
        await AdvanceUntilAsync(time, connection.Closed);
        Assert.Equal((StreamEndReason.Silent, "raw did not say who it is within 10 s."), ((await connection.Closed).Reason, (await connection.Closed).Message));
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed()
    {
        var time = new FakeTimeProvider();
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { TimeProvider = time });
        var (raw, connection) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        await raw.JoinAsync(Peer.Store, Peer.NewSource());
        await peer.Probe.Connected;
        await AdvanceUntilAsync(time, connection.Closed);
        Assert.Equal(StreamEndReason.Silent, (await connection.Closed).Reason);
        Assert.Contains("not heard for 30 s", Assert.Single(peer.Probe.Outages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signs_of_life_keep_an_idle_connection()
    {
        var time = new FakeTimeProvider();
        var options = new StreamTransportOptions { TimeProvider = time };
        await using var a = await Peer.CreateAsync(options);
        await using var b = await Peer.CreateAsync(options);
        var (ofA, ofB) = await Peer.ConnectAsync(a, b);
        for (var i = 0; i < 20; i++)
        {
            // While something waits no sign of life is needed.
            await Eventually.Holds(() => ofA.GetStatistics().BytesQueued == 0 && ofB.GetStatistics().BytesQueued == 0);
            var (heardByA, heardByB) = (ofA.GetStatistics().BytesReceived, ofB.GetStatistics().BytesReceived);
            time.Advance(options.KeepAliveInterval);
            await Eventually.Holds(() => ofA.GetStatistics().BytesReceived > heardByA && ofB.GetStatistics().BytesReceived > heardByB);
        }

        Assert.False(ofA.Closed.IsCompleted || ofB.Closed.IsCompleted);
    }

    [Fact]
    public async Task Closing_a_connection_ends_it_at_both_ends_and_tells_the_stores()
    {
        await using var a = await Peer.CreateAsync();
        await using var b = await Peer.CreateAsync();
        var (ofA, ofB) = await Peer.ConnectAsync(a, b);
        await ofA.DisposeAsync();
        await ofA.DisposeAsync();
        Assert.Equal(StreamEndReason.ClosedHere, (await ofA.Closed).Reason);
        Assert.Equal(StreamEndReason.ClosedByPeer, (await ofB.Closed.WaitAsync(Patience, TestContext.Current.CancellationToken)).Reason);
        await a.Probe.UntilAsync(probe => probe.Outages.Count == 1);
        await b.Probe.UntilAsync(probe => probe.Outages.Count == 1);
    }

    [Fact]
    public async Task What_waits_is_written_before_a_transport_closes()
    {
        await using var b = await Peer.CreateAsync();
        await using (var a = await Peer.CreateAsync())
        {
            await Peer.ConnectAsync(a, b);
            for (var i = 0; i < 100; i++) await a.BroadcastAsync($"{i}");
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), b.Probe.Frames);
    }

    [Fact]
    public async Task Disposing_while_somebody_is_still_silent_closes_the_stream()
    {
        var peer = await Peer.CreateAsync();
        var (mine, theirs) = MemoryDuplex.CreatePair(1);
        await using (mine)
        {
            var connection = peer.Transport.AddConnection(theirs);
            await peer.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(theirs.IsDisposed);
            Assert.Equal(StreamEndReason.ClosedHere, (await connection.Closed).Reason);
        }

        await peer.DisposeAsync();
    }

    [Fact]
    public async Task Disposing_while_sending_to_somebody_who_does_not_read_ends_within_seconds()
    {
        var peer = await Peer.CreateAsync();
        var (raw, connection) = RawPeer.Attach(peer.Transport, capacity: 1);
        await raw.GreetAsync();
        await raw.JoinAsync(Peer.Store, Peer.NewSource());
        await raw.ReadAsync(Packet.Join);
        await peer.Probe.Connected;

        // The first one fills the stream, the others wait.
        await peer.Link.BroadcastAsync(new byte[10_000], TestContext.Current.CancellationToken);
        await Eventually.Holds(() => connection.GetStatistics().BytesQueued == 0);
        for (var i = 0; i < 100; i++) await peer.Link.BroadcastAsync(new byte[10_000], TestContext.Current.CancellationToken);
        var flush = peer.Link.FlushAsync(TestContext.Current.CancellationToken).AsTask();
        await peer.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TransportUnavailableException>(() => flush);
        Assert.True(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task Disposing_gives_up_a_stream_that_ignores_everything()
    {
        var peer = await Peer.CreateAsync();
        var connection = peer.Transport.AddConnection(new DeafStream());
        await peer.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task Disposing_while_wrapping_cancels_it()
    {
        var wrapping = new TaskCompletionSource<CancellationToken>();
        var peer = await Peer.CreateAsync();
        var (mine, theirs) = MemoryDuplex.CreatePair();
        await using (mine)
        {
            peer.Transport.AddConnection(theirs, new StreamConnectionOptions
            {
                Wrap = async (stream, token) =>
                {
                    wrapping.SetResult(token);
                    await Task.Delay(Timeout.Infinite, token);
                    return stream;
                },
            });
            var token = await wrapping.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await peer.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(token.IsCancellationRequested);
            Assert.True(theirs.IsDisposed);
        }
    }

    [Fact]
    public async Task What_wrapping_throws_is_the_reason()
    {
        await using var peer = await Peer.CreateAsync();
        var (mine, theirs) = MemoryDuplex.CreatePair();
        await using (mine)
        {
            var connection = peer.Transport.AddConnection(theirs, new StreamConnectionOptions { Wrap = (_, _) => throw new InvalidOperationException("no certificate") });
            var end = await connection.Closed.WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(StreamEndReason.Failed, end.Reason);
            Assert.Contains("no certificate", end.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_receiver_may_leave_from_within_a_call_and_is_not_called_again()
    {
        var left = new TaskCompletionSource();
        Peer? b = null;
        var probe = new Probe
        {
            Handle = _ =>
            {
                b!.Link.DisposeAsync().AsTask().GetAwaiter().GetResult();
                left.TrySetResult();
            },
        };
        await using var a = await Peer.CreateAsync();
        b = await Peer.CreateAsync(probe: probe);
        await using (b)
        {
            await Peer.ConnectAsync(a, b);
            await a.BroadcastAsync("1");
            await a.BroadcastAsync("2");
            await left.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await a.Probe.UntilAsync(told => told.Outages.Count == 1);
            Assert.Equal(["1"], probe.Frames);
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await b.BroadcastAsync("3"));
        }
    }

    [Fact]
    public async Task A_disposed_transport_takes_nothing_more()
    {
        var peer = await Peer.CreateAsync();
        await peer.DisposeAsync();
        var (mine, theirs) = MemoryDuplex.CreatePair();
        Assert.Throws<ObjectDisposedException>(() => peer.Transport.AddConnection(theirs));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Peer.JoinAsync(peer.Transport, Peer.Store));
        Assert.False(theirs.IsDisposed);
        await mine.DisposeAsync();
        await theirs.DisposeAsync();
    }

    [Fact]
    public async Task One_connection_too_many_is_refused()
    {
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { MaxConnections = 1 });
        RawPeer.Attach(peer.Transport);
        Assert.Contains("MaxConnections", Assert.Throws<InvalidOperationException>(() => RawPeer.Attach(peer.Transport)).Message, StringComparison.Ordinal);
    }

    internal static async Task AdvanceUntilAsync(FakeTimeProvider time, Task task) =>
        await Eventually.Holds(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return task.IsCompleted;
        });

    private sealed class DeafStream : Stream
    {
        private readonly TaskCompletionSource<int> _never = new();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_never.Task);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => new(_never.Task);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
