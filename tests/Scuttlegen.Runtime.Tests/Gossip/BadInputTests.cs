using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>What a replica makes of frames that nobody should have sent: counted, told with the peer, and nothing else changes.</summary>
public class BadInputTests
{
    private static readonly StoreId Store = StoreId.Create("Ledger", "");
    private readonly Source _self = new(PeerId.NewRandom(), 1);
    private readonly Source _other = new(PeerId.NewRandom(), 2);
    private readonly Replica<Ledger> _replica;

    public BadInputTests() => _replica = new Replica<Ledger>(new LedgerTable(), Store, _self, new StoreOptions(), new Random(1));

    private delegate void Write(ref CborWriter writer);

    private static byte[] Encode(Write write)
    {
        var writer = new CborWriter(new byte[100_000]);
        write(ref writer);
        return writer.Written.ToArray();
    }

    private FrameRefused Refused(byte[] frame)
    {
        _replica.Receive(frame, TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Equal(0, _replica.UpdateCount);
        Assert.Empty(_replica.Unstored);
        var refused = Assert.IsType<FrameRefused>(Assert.Single(_replica.Events));
        _replica.Events.Clear();
        return refused;
    }

    private static Batch SomeBatch(ulong firstSequence = 1, ulong time = 1)
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", time, 0, [0x81, 0x05]);
        return builder.Seal(firstSequence);
    }

    private byte[] Live(Batch batch, ulong? chainBefore = null, Source? author = null) => Encode((ref CborWriter w) =>
    {
        Frame.WriteHead(ref w, Store, _other, MessageType.Live);
        w.WriteArrayHeader(1);
        w.WriteArrayHeader(1);
        w.WriteArrayHeader(3);
        w.WriteSource(author ?? _other);
        w.WriteHash64(chainBefore ?? ChainHash.Genesis(Store, author ?? _other).Prefix);
        w.WriteArrayHeader(1);
        w.WriteArrayHeader(3);
        w.WriteBytes(batch.HeaderBytes);
        w.WriteBytes(batch.BodyBytes);
        w.WriteNull();
    });

    [Fact]
    public void A_genuine_batch_is_admitted()
    {
        _replica.Receive(Live(SomeBatch()), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Equal(6, _replica.State.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("00")]
    [InlineData("8501")]
    [InlineData("9fff")]
    public void Undecodable_frames(string hex) => Assert.Equal(Refusal.Undecodable, Refused(Convert.FromHexString(hex)).Refusal);

    [Fact]
    public void Another_major_version()
    {
        var frame = Live(SomeBatch());
        frame[1] = 0x02;
        var refused = Refused(frame);
        Assert.Equal(Refusal.UnknownVersion, refused.Refusal);
        Assert.Contains("version 2", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_store()
    {
        var refused = Refused(Encode((ref CborWriter w) =>
        {
            Frame.WriteHead(ref w, StoreId.Create("Ledger", "other room"), _other, MessageType.Leave);
            w.WriteArrayHeader(0);
        }));
        Assert.Equal(Refusal.ForeignStore, refused.Refusal);
        Assert.Equal(_other, refused.Peer);
    }

    [Fact]
    public void Trailing_bytes_spoil_the_whole_frame() => Assert.Equal(Refusal.Undecodable, Refused([.. Live(SomeBatch()), 0x00]).Refusal);

    [Fact]
    public void An_oversize_batch()
    {
        byte[] header = [.. SomeBatch().HeaderBytes];
        var refused = Refused(Encode((ref CborWriter w) =>
        {
            Frame.WriteHead(ref w, Store, _other, MessageType.Live);
            w.WriteArrayHeader(1);
            w.WriteArrayHeader(1);
            w.WriteArrayHeader(3);
            w.WriteSource(_other);
            w.WriteHash64(0);
            w.WriteArrayHeader(1);
            w.WriteArrayHeader(3);
            w.WriteBytes(header);
            w.WriteBytes(new byte[WireLimits.MaxBatchBytes]);
            w.WriteNull();
        }));
        Assert.Equal(Refusal.TooLarge, refused.Refusal);
        Assert.Equal(_other, refused.Peer);
        Assert.Contains("32768", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oversize_frame() => Assert.Equal(Refusal.TooLarge, Refused(new byte[WireLimits.MaxFrameBytes + 1]).Refusal);

    [Theory]
    [InlineData(33u, Refusal.UnknownMessage)]
    public void An_unknown_critical_message(uint type, Refusal expected) => Assert.Equal(expected, Refused(Encode((ref CborWriter w) =>
    {
        Frame.WriteHead(ref w, Store, _other, type);
        w.WriteArrayHeader(0);
    })).Refusal);

    [Fact]
    public void An_unknown_message_that_is_not_critical_is_ignored()
    {
        _replica.Receive(
            Encode((ref CborWriter w) =>
            {
                Frame.WriteHead(ref w, Store, _other, 34);
                w.WriteArrayHeader(0);
            }),
            TimeSpan.Zero);
        Assert.Empty(_replica.Events);
    }

    /// <summary>The ancestor takes a timestamp of 2^53 as the new now, and everything dispatched later is old.</summary>
    [Fact]
    public void A_poisoned_clock_is_not_taken_over()
    {
        var refused = Refused(Live(SomeBatch(time: ulong.MaxValue - 2)));
        Assert.Equal(Refusal.NotYet, refused.Refusal);
        Assert.Equal(1UL, _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0).Time);
    }

    [Fact]
    public void A_feed_that_begins_with_another_chain_is_no_feed_of_this_store() =>
        Assert.Equal(Refusal.BadBatch, Refused(Live(SomeBatch(), chainBefore: 42)).Refusal);

    [Fact]
    public void The_same_batch_twice_counts_once()
    {
        _replica.Receive(Live(SomeBatch()), TimeSpan.Zero);
        _replica.Receive(Live(SomeBatch()), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Empty(_replica.Events);
        Assert.Equal(1, _replica.UpdateCount);
    }

    [Fact]
    public void A_payload_that_is_no_action_voids_its_update_only()
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 1, 0, [0x81, 0x61, 0x61]);
        builder.TryAdd("Added", 2, 0, [0x81, 0x02]);
        _replica.Receive(Live(builder.Seal(1)), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Equal(1UL, Assert.IsType<UpdateVoided>(Assert.Single(_replica.Events)).Stamp.Time);
        Assert.Equal(3, _replica.State.Value);
        Assert.Equal(2, _replica.UpdateCount);
    }

    [Fact]
    public void A_flood_of_voided_updates_is_no_flood_of_events()
    {
        var builder = new BatchBuilder();
        for (var i = 1UL; i <= 1000; i++) builder.TryAdd("Added", i, 0, [0x00]);
        _replica.Receive(Live(builder.Seal(1)), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Equal(1000, _replica.UpdateCount);
        Assert.Equal(512, Assert.IsType<UpdateVoided>(_replica.Events[^1]).Occurrences);
        Assert.Equal(10, _replica.Events.Count);
    }

    [Fact]
    public void A_kind_of_a_newer_version_is_kept_and_relayed()
    {
        var builder = new BatchBuilder();
        builder.TryAdd("FromTheFuture", 1, 0, [0x81, 0x61, 0x61]);
        builder.TryAdd("Added", 2, 0, [0x81, 0x02]);
        _replica.Receive(Live(builder.Seal(1)), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.Zero);
        Assert.Equal("FromTheFuture", Assert.IsType<UnknownKind>(Assert.Single(_replica.Events)).Kind);
        Assert.Equal(3, _replica.State.Value);
        _replica.Stored();

        var third = new Source(PeerId.NewRandom(), 3);
        _replica.Outgoing.Clear();
        _replica.Receive((new PullMessage(1, 1_000_000, null, null, []) { Token = _replica.TokenFor(third) }).ToFrame(Store, third), TimeSpan.Zero);
        var newer = new Replica<Ledger>(new LedgerTable(), Store, third, new StoreOptions(), new Random(1));
        newer.Receive(Assert.Single(_replica.Outgoing).Frame, TimeSpan.Zero);
        newer.EndTurn(TimeSpan.Zero);
        Assert.Equal(2, newer.UpdateCount);
    }

    [Fact]
    public void A_flood_of_bad_frames_is_no_flood_of_events()
    {
        for (var i = 0; i < 1000; i++) _replica.Receive([0xff], TimeSpan.Zero);
        Assert.Equal(10, _replica.Events.Count);
        Assert.Equal(1000, _replica.GetStatistics().FramesRefused);
    }

    [Fact]
    public void A_reducer_that_throws_is_told_once_however_often_it_is_replayed()
    {
        _replica.Dispatch(LedgerTable.FailedKind, new Failed(), 0);
        for (var i = 1UL; i <= 5; i++)
        {
            var builder = new BatchBuilder();
            builder.TryAdd("Added", i, 0, [0x81, 0x05]);
            var author = new Source(new PeerId(new byte[PeerId.Size]), i);
            _replica.Receive(Live(builder.Seal(1), author: author), TimeSpan.Zero);
            _replica.EndTurn(TimeSpan.Zero);
        }

        Assert.True(_replica.GetStatistics().Rewinds > 0);
        Assert.IsType<ReducerThrew>(Assert.Single(_replica.Events));
    }

    /// <summary>Every single-byte damage to a genuine frame is refused, ignored, or an admitted other batch; nothing throws.</summary>
    [Fact]
    public void Damaged_frames_never_throw()
    {
        var frame = Live(SomeBatch());
        for (var position = 0; position < frame.Length; position++)
        {
            for (var flip = 1; flip < 256; flip += 3)
            {
                byte[] damaged = [.. frame];
                damaged[position] ^= (byte)flip;
                var replica = new Replica<Ledger>(new LedgerTable(), Store, _self, new StoreOptions(), new Random(1));
                replica.Receive(damaged, TimeSpan.Zero);
                replica.EndTurn(TimeSpan.Zero);
                Assert.InRange(replica.UpdateCount, 0, 1);
            }
        }
    }
}
