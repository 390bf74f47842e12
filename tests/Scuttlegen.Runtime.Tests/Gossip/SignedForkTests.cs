using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Forks where authors sign (I6): nobody else can prove one, and a proof can be checked from its bytes alone.</summary>
public sealed class SignedForkTests : IDisposable
{
    private const int Common = 5;

    private static readonly Source Mallory = Lab.SourceOf(66);

    private readonly Author _common, _one, _other;
    private readonly TestSigner _signer = new(Lab.SourceOf(1).Peer);
    private readonly Signatures _signatures;
    private readonly Replica<Ledger> _replica;

    public SignedForkTests()
    {
        _common = new Author(Lab.SourceOf(2)).Write(Common);
        (_one, _other) = (_common.Branch().Write(20), _common.Branch().Write(20, amount: 1000));
        _signatures = new Signatures(Lab.Store, _signer);
        _replica = New(1);
    }

    public void Dispose() => _signer.Dispose();

    private static Replica<Ledger> New(byte number) =>
        new(new LedgerTable(), Lab.Store, Lab.SourceOf(number), new StoreOptions(), new Random(number), signer: new TestSigner(Lab.SourceOf(number).Peer));

    /// <summary>A branch from where it parts, whose signature stands <paramref name="links"/> batches later.</summary>
    private static ForkBranch BranchOf(Author author, int links) => ForkBranch.Of(
        author.Batches.Skip(Common).Take(links + 1).Select((batch, i) => i == links ? batch : Author.Unsigned(batch)).ToArray());

    private ForkProof Prove(ForkBranch one, ForkBranch other) => ForkProof.Create(Lab.Store, _one.Source, _one.Hashes[Common], one, other);

    private static byte[] FrameOf(ForkProof proof) => ProofMessage.ToFrame(Lab.Store, Mallory, proof);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 7)]
    [InlineData(19, 3)]
    public void A_proof_is_checked_from_its_bytes_alone_wherever_its_signatures_stand(int oneLinks, int otherLinks)
    {
        var proof = Prove(BranchOf(_one, oneLinks), BranchOf(_other, otherLinks));
        var read = ForkProof.Read(proof.Bytes.Span, Lab.Store);
        Assert.True(read.IsVouchedFor(_signatures));
        Assert.Equal(proof.Bytes.ToArray(), read.Bytes.ToArray());
        Assert.Equal((proof.Hash, (ulong)Common + 1, _one.Hashes[Common]), (read.Hash, read.FirstSequence, read.Before));
        _replica.Receive(FrameOf(proof), TimeSpan.Zero);
        Assert.Equal((ulong)Common, Assert.IsType<FeedFrozen>(_replica.Events[^1]).Sequence);
    }

    /// <summary>Otherwise those who found one fork by different signatures would send each other proofs for ever.</summary>
    [Fact]
    public void One_fork_is_one_proof_whatever_vouches_for_it()
    {
        var (near, far) = (Prove(BranchOf(_one, 0), BranchOf(_other, 0)), Prove(BranchOf(_other, 9), BranchOf(_one, 4)));
        Assert.NotEqual(near.Bytes.ToArray(), far.Bytes.ToArray());
        Assert.Equal((near.Hash, 0), (far.Hash, near.CompareTo(far)));
        var other = New(3);
        _replica.Receive(FrameOf(near), TimeSpan.Zero);
        other.Receive(FrameOf(far), TimeSpan.Zero);
        Assert.Equal(_replica.DigestHash, other.DigestHash);
    }

    public static TheoryData<string> Forgeries => ["unsigned", "bad", "of another", "exchanged", "of a later batch", "one branch twice signed", "a link is missing"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forged_proof_accuses_nobody(string how)
    {
        var (one, other) = (BranchOf(_one, 2), BranchOf(_other, 2));
        var bad = new byte[TestSigner.Size];
        var forged = how switch
        {
            "unsigned" => Prove(one with { Signature = default, Links = [] }, other with { Signature = default, Links = [] }),
            "bad" => Prove(one, other with { Signature = bad }),
            "of another" => Prove(one, ForkBranch.Of([_common.Next(1000, signedAs: Mallory)])),
            "exchanged" => Prove(one with { Signature = other.Signature }, other with { Signature = one.Signature }),
            "of a later batch" => Prove(one, BranchOf(_other, 0) with { Signature = _other.Batches[Common + 1].Signature }),
            "one branch twice signed" => Prove(one, other with { Signature = one.Signature }),
            _ => Prove(one, other with { Links = other.Links.RemoveAt(0) }),
        };
        _replica.Receive(_one.Live(), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(1));
        _replica.Receive(FrameOf(forged), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(2));
        var refused = Assert.IsType<FrameRefused>(Assert.Single(_replica.Events));
        Assert.Equal((Refusal.BadProof, (Source?)Mallory), (refused.Refusal, refused.Peer));
        Assert.Equal(Common + 20, _replica.UpdateCount);
        Assert.Null(_replica.Unrecorded);

        // Nor does it come in by the back door.
        Assert.Throws<InvalidDataException>(() => New(4).LoadProof(new StoredProof(forged.Source, forged.Bytes)));
    }

    [Fact]
    public void A_proof_is_signed_on_both_sides_or_on_none()
    {
        var half = Prove(BranchOf(_one, 0), BranchOf(_other, 0) with { Signature = default });
        Assert.Throws<WireFormatException>(() => ForkProof.Read(half.Bytes.Span, Lab.Store));
    }

    [Fact]
    public void A_signed_proof_is_none_where_nothing_is_signed()
    {
        var unsigned = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(9), new StoreOptions(), new Random(1));
        unsigned.Receive(FrameOf(Prove(BranchOf(_one, 0), BranchOf(_other, 0))), TimeSpan.Zero);
        Assert.Equal(Refusal.BadProof, Assert.IsType<FrameRefused>(Assert.Single(unsigned.Events)).Refusal);
    }

    /// <summary>The signature of the batch at the fork was dropped long ago; a later one and the chain take its place.</summary>
    [Fact]
    public void A_fork_in_what_is_held_is_proved_with_the_signatures_that_are_kept()
    {
        _replica.Receive(_one.Live(), TimeSpan.Zero);
        _replica.Receive(_other.Live(Common), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(Common, _replica.UpdateCount);
        var proof = ForkProof.Read(Assert.Single(_replica.Unrecorded!.Value.Proofs).Record.Span, Lab.Store);
        Assert.True(proof.IsVouchedFor(_signatures));
        Assert.Contains(_replica.Events, happened => happened is ForkDetected);
    }

    /// <summary>Where the cut leaves no signature at the end of a feed, the proof vouches for it: whoever comes late gets what counts.</summary>
    [Fact]
    public void Who_comes_late_gets_a_frozen_feed_up_to_its_end()
    {
        _replica.Receive(_one.Live(), TimeSpan.Zero);
        _replica.Receive(_other.Live(Common), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(1));
        _replica.Outgoing.Clear();
        _replica.Receive((new PullMessage(1, 100_000, null, null, []) { Token = _replica.TokenFor(Lab.SourceOf(3)) }).ToFrame(Lab.Store, Lab.SourceOf(3)), TimeSpan.Zero);
        var late = New(3);
        foreach (var (_, frame) in _replica.Outgoing) late.Receive(frame, TimeSpan.Zero);
        late.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(Common, late.UpdateCount);
        Assert.Equal(_replica.DigestHash, late.DigestHash);
        Assert.Equal(0, late.GetStatistics().FramesRefused);

        // And after it was opened again, too.
        var again = New(3);
        foreach (var proof in late.Unrecorded!.Value.Proofs) again.LoadProof(proof);
        foreach (var batch in late.Unstored) again.Load(batch);
        again.Loaded();
        Assert.Equal((Common, late.DigestHash), (again.UpdateCount, again.DigestHash));
    }

    /// <summary>Evidence is written again by its author, in its own name: nobody may put anything there.</summary>
    [Fact]
    public void Forged_evidence_is_not_written_again_by_its_alleged_author()
    {
        var self = _replica.Self;
        var own = new Author(self).Write(2);
        var branch = own.Branch();
        own.Write();
        branch.Write(amount: 1000);
        _replica.Receive(own.Live(), TimeSpan.Zero);
        _replica.Receive(branch.Live(2), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(1));
        var updates = _replica.UpdateCount;
        Assert.NotEqual(self, _replica.Self);

        var forged = branch.Next(amount: 5000, signedAs: Mallory);
        _replica.Receive(Author.Live(Mallory, self, branch.Hashes[^1], forged), TimeSpan.Zero);
        _replica.Receive(Author.Live(Mallory, self, branch.Hashes[^1], Author.Unsigned(forged)), TimeSpan.Zero);
        _replica.EndTurn(TimeSpan.FromHours(3));
        Assert.Equal(updates, _replica.UpdateCount);
        Assert.DoesNotContain(_replica.GetHistory(), update => update.Action is Added { Amount: 5000 });
    }

    [Theory]
    [InlineData(50, 50, 20)]
    [InlineData(50, 30, 20)]
    [InlineData(30, 50, 1)]
    [InlineData(400, 300, 7)]
    public void A_fork_is_cut_at_the_same_place_on_all_peers_in_any_order_of_arrival(int one, int other, int fork)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var lab = new Lab(seed, isSigned: true);
            Lab.Peer[] peers = [lab.Add(1), lab.Add(2), lab.Add(3), lab.Add(4)];
            var common = new Author(Lab.SourceOf(200)).Write(fork - 1);
            var (branch, otherBranch) = (common.Branch().Write(one - fork + 1), common.Branch().Write(other - fork + 1, amount: 1000));
            peers[seed % 4].Replica.Receive(branch.Live(), lab.Now);
            peers[(seed + 1) % 4].Replica.Receive(otherBranch.Live(), lab.Now);
            peers[(seed + 2) % 4].Replica.Receive(branch.Live(), lab.Now);
            lab.Run(4);
            lab.AssertAgree();
            Assert.All(peers, peer => Assert.Equal(fork - 1, peer.Replica.UpdateCount));
            Assert.All(peers, peer => Assert.Equal((ulong)fork - 1, peer.Events.OfType<FeedFrozen>().Last().Sequence));
            Assert.Single(peers.Select(peer => peer.Replica.DigestHash).Distinct());
            Assert.All(peers, peer => Assert.Empty(peer.Events.OfType<FrameRefused>()));
        }
    }
}
