using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>A store that demands signatures, and a peer that speaks the wire and means ill (I3): refused with its reason, counted, told with the peer; nothing else changes.</summary>
public sealed class TrustTests : IDisposable
{
    private static readonly Source Mallory = Lab.SourceOf(66);

    private readonly TestSigner _signer = new(Lab.SourceOf(1).Peer);
    private readonly Replica<Ledger> _replica;
    private readonly Author _alice = new(Lab.SourceOf(2));

    public TrustTests() => _replica = New(_signer);

    public void Dispose() => _signer.Dispose();

    private static Replica<Ledger> New(TestSigner signer, ulong incarnation = 0) =>
        new(new LedgerTable(), Lab.Store, new Source(signer.Peer, incarnation), new StoreOptions(), new Random(1), () => 77, signer);

    private void Receive(byte[] frame)
    {
        _replica.Receive(frame, TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(1));
    }

    private void AssertRefused(Refusal refusal, byte[] frame, Source? by = null)
    {
        var (updates, unstored, before) = (_replica.UpdateCount, _replica.Unstored.Count, _replica.GetStatistics().FramesRefusedFor.GetValueOrDefault(refusal));
        var digest = _replica.DigestHash;
        Receive(frame);
        Assert.Equal((updates, unstored, digest), (_replica.UpdateCount, _replica.Unstored.Count, _replica.DigestHash));
        Assert.Equal(before + 1, _replica.GetStatistics().FramesRefusedFor[refusal]);
        if (before > 0) return;
        var refused = Assert.IsType<FrameRefused>(_replica.Events[^1]);
        Assert.Equal((refusal, by ?? Mallory), (refused.Refusal, refused.Peer));
    }

    private void AssertHolds(int updates)
    {
        Assert.Equal(updates, _replica.UpdateCount);
        Assert.Equal(1 + updates, _replica.State.Value);
    }

    [Fact]
    public void A_live_batch_with_its_author_s_signature_is_taken_from_whoever_brings_it()
    {
        Receive(_alice.Write().Live(sender: Mallory));
        AssertHolds(1);
        Assert.Empty(_replica.Events);
    }

    [Fact]
    public void An_unsigned_batch_is_refused() => AssertRefused(Refusal.Unsigned, _alice.Write().Live(isSigned: static _ => false, sender: Mallory));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_forged_next_batch_neither_blocks_nor_overtakes_the_genuine_one(bool isSigned)
    {
        Receive(_alice.Write(3).Live());
        var forged = _alice.Next(amount: 1000, signedAs: Mallory);
        var frame = Author.Live(Mallory, _alice.Source, _alice.Hashes[^1], isSigned ? forged : Author.Unsigned(forged));
        var expected = isSigned ? Refusal.BadSignature : Refusal.Unsigned;
        for (var i = 0; i < 10; i++) AssertRefused(expected, frame);
        Receive(_alice.Write().Live(3));
        AssertHolds(4);

        // Late, it is another batch at a place that is taken: no proof, no accusation, no cut.
        AssertRefused(expected, frame);
        AssertHolds(4);
        Receive(_alice.Write().Live(4));
        AssertHolds(5);
        Assert.DoesNotContain(_replica.Events, happened => happened is ForkDetected or FeedFrozen);
        Assert.Null(_replica.Unrecorded);
    }

    [Fact]
    public void A_damaged_signature_is_none()
    {
        _alice.Write();
        for (var i = 0; i < TestSigner.Size; i++)
        {
            var signature = _alice.Batches[0].Signature.ToArray();
            signature[i] ^= 0x80;
            AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Batches[0].WithSignature(signature)));
        }

        foreach (var length in new[] { 1, 63, 65, 1024 })
            AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Batches[0].WithSignature(new byte[length])));
        AssertRefused(Refusal.TooLarge, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Batches[0].WithSignature(new byte[1025])));
        Receive(_alice.Live());
        AssertHolds(1);
    }

    /// <summary>The same author, name and batch, in another store or room.</summary>
    [Theory]
    [InlineData("Ledger", "kitchen")]
    [InlineData("Other", "")]
    public void A_batch_of_another_store_or_room_is_refused(string name, string room)
    {
        var elsewhere = new Author(_alice.Source, StoreId.Create(name, room)).Write();
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], elsewhere.Batches));
        AssertRefused(Refusal.BadBatch, Author.Live(Mallory, _alice.Source, elsewhere.Hashes[0], elsewhere.Batches));
    }

    [Fact]
    public void A_batch_of_another_source_or_incarnation_is_refused()
    {
        _alice.Write();
        foreach (var other in new[] { Lab.SourceOf(3), _alice.Source with { Incarnation = 5 } })
            AssertRefused(Refusal.BadSignature, Author.Live(Mallory, other, ChainHash.Genesis(Lab.Store, other), _alice.Batches));
    }

    [Fact]
    public void A_batch_at_another_place_of_its_feed_is_refused()
    {
        _alice.Write(3);
        Receive(_alice.Live());
        var again = _alice.Batches[2];
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[3], _alice.Next().WithSignature(again.Signature)));
        AssertHolds(3);
    }

    /// <summary>The ids of unsigned peers are random bytes, for which nobody can sign.</summary>
    [Fact]
    public void A_source_that_is_no_key_of_anybody_s_writes_nothing()
    {
        var nobody = new Author(Source.NewIncarnation(PeerId.NewRandom()));
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, nobody.Source, nobody.Hashes[0], nobody.Next(signedAs: Mallory)));
        AssertRefused(Refusal.Unsigned, Author.Live(Mallory, nobody.Source, nobody.Hashes[0], Author.Unsigned(nobody.Next())));
    }

    [Theory]
    [InlineData(1UL << 53)]
    [InlineData(ulong.MaxValue - 1)]
    [InlineData(1000UL)]
    public void A_clock_is_not_poisoned_by_a_batch_that_its_author_has_not_signed(ulong time)
    {
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Next(time: time, signedAs: Mallory)));
        Assert.Equal(1UL, _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0).Time);
        Receive(_alice.Write().Live());
        AssertHolds(2);
    }

    [Theory]
    [InlineData(1UL << 53)]
    [InlineData(ulong.MaxValue - 1)]
    public void Nor_by_one_that_he_has_signed(ulong time)
    {
        var mallory = new Author(Mallory);
        AssertRefused(Refusal.NotYet, Author.Live(Mallory, Mallory, mallory.Hashes[0], mallory.Next(time: time)));
        Assert.Equal(1UL, _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0).Time);
    }

    [Fact]
    public void The_time_that_is_never_used_spoils_its_frame()
    {
        var header = new CborWriter(new byte[100]);
        header.WriteArrayHeader(7);
        foreach (var field in (ulong[])[1, 1, ulong.MaxValue, 0, 0]) header.WriteUInt64(field);
        header.WriteArrayHeader(1);
        header.WriteString("Added");
        header.WriteMapHeader(0);
        var genuine = _alice.Next();
        var batch = Batch.Create(genuine.Header, header.Written, genuine.BodyBytes, genuine.Signature.Span);
        AssertRefused(Refusal.Undecodable, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], batch));
    }

    /// <summary>What has to wait is left out of pulls. Nobody but its author can bring that about.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_forged_batch_that_would_have_to_wait_keeps_its_source_in_pulls(bool isGenuine)
    {
        Acquaintance.Of(_replica, Mallory);
        _replica.Receive(new HeartbeatMessage(42, default, null, null).ToFrame(Lab.Store, Mallory), TimeSpan.Zero);
        _replica.Tick(TimeSpan.FromSeconds(1));
        var asked = TakePull();
        Receive(Author.Live(Mallory, _alice.Source, _alice.Hashes[0], _alice.Next(time: 1UL << 60, signedAs: isGenuine ? null : Mallory)));

        // There is more, so the pull goes on.
        var bob = new Author(Lab.SourceOf(3)).Write();
        var section = new BranchSection(bob.Source, bob.Hashes[0].Prefix);
        section.Batches.AddRange(bob.Batches);
        _replica.Receive(ReplyMessage.ToFrame(Lab.Store, Mallory, asked.Request, more: true, [], [section]), TimeSpan.FromSeconds(1));
        Assert.Equal(isGenuine ? [_alice.Source] : [], TakePull().Excluded);
    }

    private PullMessage TakePull()
    {
        var reader = SentFrame.MessageOf(_replica.Outgoing.Select(static item => item.Frame).Single(static frame => SentFrame.TypeOf(frame) == MessageType.Pull));
        _replica.Outgoing.Clear();
        return PullMessage.Read(ref reader);
    }

    [Fact]
    public void One_signature_vouches_for_all_before_it_and_is_checked_once()
    {
        Receive(_alice.Write(200).Live(isSigned: static i => i == 199));
        AssertHolds(200);
        Assert.Equal(1, _signer.Checked);

        // What is held costs nothing more.
        Receive(_alice.Live());
        AssertHolds(200);
        Assert.Equal(1, _signer.Checked);
    }

    [Fact]
    public void A_bad_signature_at_its_end_spoils_a_run_and_none_before_it()
    {
        _alice.Write(30);
        var batches = _alice.Batches.Select((batch, i) => i == 9 ? batch : i == 29 ? Author.WithBadSignature(batch) : Author.Unsigned(batch));
        Receive(Author.Live(Mallory, _alice.Source, _alice.Hashes[0], batches));
        AssertHolds(10);
        Assert.Equal(1, _replica.GetStatistics().FramesRefusedFor[Refusal.BadSignature]);
        Receive(_alice.Live(10));
        AssertHolds(30);
    }

    [Fact]
    public void A_forged_batch_in_the_middle_of_a_run_spoils_it()
    {
        _alice.Write(30);
        var other = _alice.Branch().Next(amount: 1000);
        var batches = _alice.Batches.Select((batch, i) => i == 29 ? batch : Author.Unsigned(batch)).ToList();
        batches[14] = Batch.Create(batches[14].Header, batches[14].HeaderBytes, other.BodyBytes);
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, _alice.Source, _alice.Hashes[0], batches));
    }

    [Fact]
    public void What_no_signature_follows_is_refused_and_what_is_vouched_for_stays()
    {
        Receive(_alice.Write(30).Live(isSigned: static i => i == 19, sender: Mallory));
        AssertHolds(20);
        Assert.Equal(1, _replica.GetStatistics().FramesRefusedFor[Refusal.Unsigned]);
    }

    [Fact]
    public void A_stretch_without_signature_is_bounded()
    {
        _alice.Write(Feed.MaxRunBatches + 1);
        AssertRefused(Refusal.Unsigned, _alice.Live(isSigned: static i => i == Feed.MaxRunBatches, sender: Mallory));
        Receive(_alice.Live(isSigned: static i => i is 100 or Feed.MaxRunBatches));
        AssertHolds(Feed.MaxRunBatches + 1);
    }

    [Fact]
    public void Nobody_makes_a_peer_leave_its_source_but_itself()
    {
        var self = _replica.Self;
        var own = new Author(self).Write(2);
        var bad = new byte[TestSigner.Size];

        // A later batch that does not follow, a pull that knows more, a heartbeat of another session, a next batch under its name.
        Receive(Author.Live(Mallory, self, own.Hashes[1], own.Batches[1].WithSignature(bad)));
        Receive((new PullMessage(1, 1000, null, null, [new DigestEntry(self, 7, 42)]) { Token = _replica.TokenFor(Mallory) }).ToFrame(Lab.Store, Mallory));
        _replica.Tick(TimeSpan.FromHours(1));
        _replica.Receive(new HeartbeatMessage(42, default, null, null, Session: 7, Signature: bad).ToFrame(Lab.Store, self), TimeSpan.FromHours(2));
        _replica.Receive(new HeartbeatMessage(42, default, null, null, Session: 7).ToFrame(Lab.Store, self), TimeSpan.FromHours(2));
        AssertRefused(Refusal.BadSignature, Author.Live(Mallory, self, own.Hashes[0], own.Batches[0].WithSignature(bad)));
        Assert.Equal(self, _replica.Self);
        Assert.Null(_replica.Unrecorded);

        // Its own signature does: its disk was put back.
        Receive(own.Live(sender: Mallory));
        Assert.NotEqual(self, _replica.Self);
    }

    [Fact]
    public void A_heartbeat_that_a_clone_has_signed_does()
    {
        var self = _replica.Self;
        _replica.Tick(TimeSpan.Zero);
        var signature = new Signatures(Lab.Store, _signer).SignSession(self, 7);
        _replica.Receive(new HeartbeatMessage(42, default, null, null, Session: 7, Signature: signature).ToFrame(Lab.Store, self), TimeSpan.FromHours(2));
        Assert.NotEqual(self, _replica.Self);
    }

    /// <summary>In the other mode: a signature that nobody checks is not passed on as if somebody had.</summary>
    [Fact]
    public void Where_nothing_is_signed_signed_batches_are_refused_all_of_them()
    {
        var unsigned = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(9), new StoreOptions(), new Random(1));
        unsigned.Receive(_alice.Write(10).Live(isSigned: static i => i == 9), TimeSpan.Zero);
        unsigned.EndTurn(TimeSpan.Zero);
        Assert.Equal(0, unsigned.UpdateCount);
        Assert.Equal(Refusal.Signed, Assert.IsType<FrameRefused>(Assert.Single(unsigned.Events)).Refusal);
        unsigned.Receive(_alice.Live(isSigned: static _ => false), TimeSpan.Zero);
        unsigned.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(10, unsigned.UpdateCount);
    }

    [Fact]
    public void What_is_written_here_is_signed_and_the_signature_stored_and_sent()
    {
        _replica.Connected(TimeSpan.Zero);
        _replica.Dispatch(LedgerTable.AddedKind, new Added(1), 0);
        _replica.EndTurn(TimeSpan.Zero);
        var stored = Assert.Single(_replica.Unstored);
        var after = ChainHash.Genesis(Lab.Store, stored.Source).Next(stored.Header.Span, stored.Body.Span);
        Assert.True(new Signatures(Lab.Store, _signer).Vouch(stored.Source, 1, after, stored.Signature.Span));
        _replica.Stored();
        var other = New(new TestSigner(Lab.SourceOf(3).Peer));
        foreach (var (_, frame) in _replica.Outgoing) other.Receive(frame, TimeSpan.Zero);
        other.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(1, other.UpdateCount);
        Assert.Equal(stored.Signature.ToArray(), Assert.Single(other.Unstored).Signature.ToArray());
    }
}
