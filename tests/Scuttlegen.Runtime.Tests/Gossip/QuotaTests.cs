using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>What exceeds a quota waits, is counted and told, and counts in the end; it never keeps others out.</summary>
public class QuotaTests
{
    private static readonly Source Mallory = Lab.SourceOf(66);

    private readonly Author _alice = new(Lab.SourceOf(2)), _bob = new(Lab.SourceOf(3));
    private TimeSpan _now;

    private static Replica<Ledger> New(Quotas quotas)
    {
        var options = new StoreOptions { Quotas = quotas };
        options.Validate();
        return new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(1), options, new Random(1), signer: new TestSigner(Lab.SourceOf(1).Peer));
    }

    private void Receive(Replica<Ledger> replica, byte[] frame)
    {
        replica.Receive(frame, _now);
        replica.Tick(_now);
        replica.EndTurn(_now + TimeSpan.FromSeconds(1));
    }

    private static void AssertOverQuota(Replica<Ledger> replica, string quota, Source? by = null)
    {
        var refused = Assert.Single(replica.Events.OfType<FrameRefused>(), static refused => refused.Occurrences == 1);
        Assert.Equal((Refusal.OverQuota, by ?? Mallory), (refused.Refusal, refused.Peer));
        Assert.Contains(quota, refused.Detail, StringComparison.Ordinal);
        Assert.InRange(replica.GetStatistics().FramesRefusedFor[Refusal.OverQuota], 1, long.MaxValue);
    }

    /// <summary>At ten a second with two seconds saved, twenty pass at once; the rest enter as time goes by, however often they are offered.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_source_writes_too_fast_enters_later(bool byUpdates)
    {
        _alice.Write(100);
        var size = _alice.Batches[0].Length;
        var replica = New(byUpdates
            ? new Quotas { UpdatesPerSecond = 10, Burst = TimeSpan.FromSeconds(2) }
            : new Quotas { BytesPerSecond = 10 * size, Burst = TimeSpan.FromSeconds(2) });
        for (var (second, entered) = (0, 0); entered < 100; second++)
        {
            _now = TimeSpan.FromSeconds(second);
            for (var i = entered; i < 100; i++) Receive(replica, Author.Live(Mallory, _alice.Source, _alice.Hashes[i], _alice.Batches[i]));
            entered = replica.GetHistory().Count(update => update.Stamp.Source == _alice.Source);

            // Batches grow by a byte as their sequences do.
            Assert.InRange(entered, byUpdates ? 20 + (second * 10) : 19 + (second * 9), 20 + (second * 10));

            // Others are not affected.
            Receive(replica, _bob.Write().Live(second));
            Assert.Equal((ulong)second + 1, replica.GetHistory().Where(update => update.Stamp.Source == _bob.Source).Max(update => update.Sequence));
        }

        AssertOverQuota(replica, byUpdates ? nameof(Quotas.UpdatesPerSecond) : nameof(Quotas.BytesPerSecond));
    }

    /// <summary>What is larger than all that may be saved passes, and is paid for.</summary>
    [Fact]
    public void A_run_larger_than_the_burst_passes_once()
    {
        var replica = New(new Quotas { UpdatesPerSecond = 1, Burst = TimeSpan.FromSeconds(1) });
        _alice.Write(101);
        Receive(replica, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Batches.Take(100).Select((batch, i) => i == 99 ? batch : Author.Unsigned(batch))));
        Assert.Equal(100, replica.UpdateCount);
        _now = TimeSpan.FromSeconds(98);
        Receive(replica, _alice.Live(100, sender: Mallory));
        Assert.Equal(100, replica.UpdateCount);
        _now = TimeSpan.FromSeconds(101);
        Receive(replica, _alice.Live(100, sender: Mallory));
        Assert.Equal(101, replica.UpdateCount);
    }

    /// <summary>While a source is over its quota, nobody is asked for it.</summary>
    [Fact]
    public void Nobody_is_asked_for_what_may_not_enter_yet()
    {
        var replica = New(new Quotas { UpdatesPerSecond = 1, Burst = TimeSpan.FromSeconds(1) });
        Acquaintance.Of(replica, Mallory);
        _alice.Write(3);
        for (var i = 0; i < 3; i++) Receive(replica, Author.Live(Mallory, _alice.Source, _alice.Hashes[i], _alice.Batches[i]));
        Assert.Contains(_alice.Source, replica.NotNow);
        _now = TimeSpan.FromSeconds(3);
        replica.Tick(_now);
        Assert.DoesNotContain(_alice.Source, replica.NotNow);
    }

    [Fact]
    public void A_large_payload_waits()
    {
        var replica = New(new Quotas { MaxPayloadBytes = 3 });
        Receive(replica, _alice.Write(1, amount: 1).Live(sender: Mallory));
        Assert.Equal(1, replica.UpdateCount);
        Receive(replica, _alice.Write(1, amount: 1_000_000).Live(1, sender: Mallory));
        Assert.Equal(1, replica.UpdateCount);
        AssertOverQuota(replica, nameof(Quotas.MaxPayloadBytes));
    }

    [Fact]
    public void Too_many_unknown_kinds_wait()
    {
        var replica = New(new Quotas { MaxUnknownKinds = 2 });
        for (var i = 0; i < 4; i++)
        {
            var builder = new BatchBuilder();
            builder.TryAdd("Unknown" + (i % 3), (ulong)i + 1, 0, [0x80]);
            var batch = builder.Seal((ulong)i + 1);
            _alice.Append(new Signatures(Lab.Store, new TestSigner(_alice.Source.Peer)).Sign(_alice.Source, batch, _alice.Hashes[^1].Next(batch.HeaderBytes, batch.BodyBytes)));
            Receive(replica, _alice.Live(i, sender: Mallory));
        }

        Assert.Equal(2, replica.UpdateCount);
        Assert.Contains(replica.Events, static happened => happened is FrameRefused { Refusal: Refusal.OverQuota } refused && refused.Detail.Contains(nameof(Quotas.MaxUnknownKinds), StringComparison.Ordinal));
    }

    /// <summary>What was stored is counted, and not kept out: a store that reached its number of sources opens again, also with a lower one.</summary>
    [Fact]
    public void Stored_sources_are_read_back_whatever_their_number()
    {
        var replica = New(new Quotas { MaxSources = 1 });
        foreach (var author in new[] { _alice.Write(), _bob.Write() })
        {
            var batch = author.Batches[0];
            replica.Load(new StoredBatch(author.Source, author.Hashes[0].Prefix, batch.HeaderMemory, batch.BodyMemory, batch.Signature));
        }

        replica.Loaded();
        Assert.Equal(2, replica.UpdateCount);
    }

    /// <summary>More sources of which nothing is taken than a question can exclude do not keep out what is known already.</summary>
    [Fact]
    public void Hundreds_of_strangers_do_not_keep_out_those_who_are_known()
    {
        var lab = new Lab(3, isSigned: true) { Options = new StoreOptions { Quotas = new Quotas { MaxSources = 2 } } };
        var (holder, asker) = (lab.Add(1, options: new StoreOptions()), lab.Add(2));
        holder.Write(1);
        lab.Run(2);
        lab.AssertAgree();
        lab.Cut(holder, asker);
        for (var i = 0; i < 400; i++)
        {
            var stranger = new Author(Lab.SourceOf(9) with { Incarnation = (ulong)i });
            stranger.Append(stranger.Next(time: 2, note: new string('x', 2000)));
            holder.Replica.Receive(stranger.Live(), lab.Now);
        }

        lab.Run(1);
        holder.Write(2);
        lab.Heal();
        lab.Run(30);
        Assert.Contains(asker.Replica.GetHistory(), update => update.Stamp.Source == holder.Replica.Self && update.Sequence == 2);
    }

    [Fact]
    public void More_sources_than_are_taken_wait()
    {
        var replica = New(new Quotas { MaxSources = 2 });
        Receive(replica, _alice.Write().Live());
        Receive(replica, _bob.Write().Live());
        Assert.Equal([_alice.Source], replica.GetHistory().Select(update => update.Stamp.Source));
        Assert.Equal(1, replica.GetStatistics().FramesRefusedFor[Refusal.NotYet]);
    }

    [Fact]
    public void Whoever_sends_too_much_is_not_heard_for_a_while()
    {
        var frame = new HeartbeatMessage(0, default, null, "Mallory").ToFrame(Lab.Store, Mallory);
        var replica = New(new Quotas { ReceivedBytesPerSecond = frame.Length, Burst = TimeSpan.FromSeconds(3) });
        for (var i = 0; i < 10; i++) Receive(replica, frame);
        AssertOverQuota(replica, nameof(Quotas.ReceivedBytesPerSecond));
        Assert.Equal(7, replica.GetStatistics().FramesRefusedFor[Refusal.OverQuota]);
        Receive(replica, _alice.Write().Live());
        Assert.Equal(1, replica.UpdateCount);
        _now = TimeSpan.FromSeconds(1.5);
        Receive(replica, frame);
        Assert.Equal(7, replica.GetStatistics().FramesRefusedFor[Refusal.OverQuota]);
    }

    [Fact]
    public void Whoever_asks_for_too_much_is_not_answered_for_a_while()
    {
        var replica = New(new Quotas { SentBytesPerSecond = 1000, Burst = TimeSpan.FromSeconds(1) });
        _alice.Write(200);
        Receive(replica, _alice.Live());
        replica.Outgoing.Clear();
        var answered = 0;
        for (var i = 0; i < 100; i++)
        {
            _now = TimeSpan.FromSeconds(i / 10.0);
            Receive(replica, (new PullMessage((uint)i, 2000, null, null, []) { Token = replica.TokenFor(Mallory) }).ToFrame(Lab.Store, Mallory));
            answered += replica.Outgoing.Where(static item => item.Peer == Mallory).Sum(static item => item.Frame.Length);
            replica.Outgoing.Clear();
        }

        Assert.InRange(answered, 5_000, 10_000 + 1000 + (32 * 1024));
        AssertOverQuota(replica, nameof(Quotas.SentBytesPerSecond));

        // Each has a quota of its own.
        Receive(replica, (new PullMessage(1, 2000, null, null, []) { Token = replica.TokenFor(_bob.Source) }).ToFrame(Lab.Store, _bob.Source));
        Assert.Contains(replica.Outgoing, item => item.Peer == _bob.Source);
    }

    [Fact]
    public void A_digest_that_names_too_many_sources_is_not_answered()
    {
        var replica = New(new Quotas { MaxDigestSources = PullMessage.MaxSources });
        DigestEntry[] digest = [.. Enumerable.Range(0, PullMessage.MaxSources + 1).Select(static i => new DigestEntry(Lab.SourceOf(4) with { Incarnation = (ulong)i }, 1, 1))];
        Receive(replica, (new PullMessage(1, 2000, null, null, digest) { Token = replica.TokenFor(Mallory) }).ToFrame(Lab.Store, Mallory));
        Assert.DoesNotContain(replica.Outgoing, static item => item.Peer == Mallory);
        AssertOverQuota(replica, nameof(Quotas.MaxDigestSources));
    }

    [Theory]
    [InlineData(nameof(Quotas.UpdatesPerSecond))]
    [InlineData(nameof(Quotas.BytesPerSecond))]
    [InlineData(nameof(Quotas.MaxPayloadBytes))]
    [InlineData(nameof(Quotas.MaxUnknownKinds))]
    [InlineData(nameof(Quotas.MaxSources))]
    [InlineData(nameof(Quotas.ReceivedBytesPerSecond))]
    [InlineData(nameof(Quotas.SentBytesPerSecond))]
    [InlineData(nameof(Quotas.MaxDigestSources))]
    [InlineData(nameof(Quotas.Burst))]
    public void A_quota_out_of_range_is_named(string quota)
    {
        var quotas = quota switch
        {
            nameof(Quotas.UpdatesPerSecond) => new Quotas { UpdatesPerSecond = 0 },
            nameof(Quotas.BytesPerSecond) => new Quotas { BytesPerSecond = 0 },
            nameof(Quotas.MaxPayloadBytes) => new Quotas { MaxPayloadBytes = 0 },
            nameof(Quotas.MaxUnknownKinds) => new Quotas { MaxUnknownKinds = -1 },
            nameof(Quotas.MaxSources) => new Quotas { MaxSources = 0 },
            nameof(Quotas.ReceivedBytesPerSecond) => new Quotas { ReceivedBytesPerSecond = 0 },
            nameof(Quotas.SentBytesPerSecond) => new Quotas { SentBytesPerSecond = 0 },
            nameof(Quotas.MaxDigestSources) => new Quotas { MaxDigestSources = PullMessage.MaxSources - 1 },
            _ => new Quotas { Burst = TimeSpan.Zero },
        };
        Assert.Contains(quota, Assert.Throws<ArgumentException>(() => new StoreOptions { Quotas = quotas }.Validate()).Message, StringComparison.Ordinal);
    }
}
