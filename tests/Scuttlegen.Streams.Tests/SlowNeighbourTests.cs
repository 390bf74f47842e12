namespace Scuttlegen.Streams.Tests;

/// <summary>A neighbour that does not read costs a bounded number of bytes, and nobody else anything.</summary>
public class SlowNeighbourTests
{
    private const int Bound = 64 * 1024;

    [Fact]
    public async Task Its_queue_is_bounded_others_are_not_held_up_and_it_is_told_what_it_missed()
    {
        await using var peer = await Peer.CreateAsync(new StreamTransportOptions { SendQueueBytes = Bound });
        await using var quick = await Peer.CreateAsync();
        await Peer.ConnectAsync(peer, quick);
        var (slow, connection) = RawPeer.Attach(peer.Transport, capacity: 1);
        await slow.GreetAsync();
        await slow.JoinAsync(Peer.Store, Peer.NewSource());
        await peer.Probe.UntilAsync(probe => probe.Connections == 2);

        var frame = new byte[8000];
        for (var i = 1; i <= 100; i++)
        {
            await peer.Link.BroadcastAsync(frame, TestContext.Current.CancellationToken);
            Assert.InRange(connection.GetStatistics().BytesQueued, 0, Bound);
            var count = i;
            await quick.Probe.UntilAsync(probe => probe.Frames.Count == count);
        }

        Assert.InRange(connection.GetStatistics().FramesDropped, 80, 100);
        Assert.Equal(100, connection.GetStatistics().FramesSent + connection.GetStatistics().FramesDropped);

        // Once it reads again.
        var store = await slow.ReadAsync(Packet.Lost);
        Assert.Equal(Peer.Store, new StoreId(store));
    }

    [Fact]
    public async Task The_store_at_the_other_end_hears_of_the_loss()
    {
        await using var peer = await Peer.CreateAsync();
        var (raw, _) = RawPeer.Attach(peer.Transport);
        await raw.GreetAsync();
        await raw.WriteAsync(Packet.About(Packet.Lost, Peer.Store));
        await peer.Probe.UntilAsync(probe => probe.Losses.Count == 1);
    }

    [Fact]
    public void A_single_frame_is_taken_whatever_its_size_and_a_second_one_is_not()
    {
        var queue = new SendQueue(4096);
        Assert.True(queue.TryAddFrame(Peer.Store, null, new byte[100_000]));
        Assert.False(queue.TryAddFrame(Peer.Store, null, new byte[1]));
    }

    [Fact]
    public void What_must_not_be_dropped_has_a_bound_too()
    {
        var queue = new SendQueue(4096);
        var join = Packet.About(Packet.Join, Peer.Store, Peer.NewSource());
        var added = 0;
        while (queue.TryAdd(join)) added++;
        Assert.InRange(queue.Queued, SendQueue.Reserve, 4096 + SendQueue.Reserve);
        Assert.Equal(queue.Queued, added * join.Length);
    }

    [Fact]
    public async Task A_loss_is_told_also_when_nothing_else_follows()
    {
        var queue = new SendQueue(4096);
        queue.TryAddFrame(Peer.Store, null, new byte[4000]);
        var first = await queue.TakeAsync(TestContext.Current.CancellationToken);
        Assert.False(queue.TryAddFrame(Peer.Store, null, new byte[4000]));
        Assert.Equal(4000 + 21, first.Length);
        queue.Written();
        var second = await queue.TakeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Packet.About(Packet.Lost, Peer.Store), second.ToArray());
    }

    [Fact]
    public async Task What_waits_is_written_at_once()
    {
        var queue = new SendQueue(4096);
        for (var i = 0; i < 10; i++) queue.TryAddFrame(Peer.Store, null, new byte[10]);
        Assert.Equal(310, (await queue.TakeAsync(TestContext.Current.CancellationToken)).Length);
    }
}
