using Scuttlegen.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Two branches of one feed: found, proved, and cut at one place everywhere (I2, I6).</summary>
public class ForkTests
{
    private static readonly Source Author = Lab.SourceOf(200);

    /// <summary>A feed in batches of one update each, which is another from update <paramref name="fork"/> on for each <paramref name="branch"/>.</summary>
    private static List<StoredBatch> Branch(int length, int fork, int branch, Source? author = null)
    {
        var peer = new Lab(1).Add(new Lab.Disk(author ?? Author));
        peer.Write(Enumerable.Range(1, length).Select(i => i < fork ? i : (1000L * branch) + i));
        return peer.Disk.Batches;
    }

    private static Feed FeedOf(IEnumerable<StoredBatch> batches)
    {
        var feed = new Feed(Lab.Store, Author, 0);
        foreach (var batch in batches) feed.Append(Batch.Read(batch.Header.Span, batch.Body.Span));
        return feed;
    }

    private static ForkProof Prove(int at, int one = 1, int other = 2)
    {
        var feeds = (One: FeedOf(Branch(at, at, one)), Other: FeedOf(Branch(at, at, other)));
        return ForkProof.Create(Lab.Store, Author, feeds.One.HashBefore(at - 1), ForkBranch.Of([feeds.One[at - 1]]), ForkBranch.Of([feeds.Other[at - 1]]));
    }

    [Fact]
    public void A_proof_has_the_same_bytes_whoever_finds_it_and_can_be_checked_from_them_alone()
    {
        var (proof, mirrored) = (Prove(5, 1, 2), Prove(5, 2, 1));
        Assert.Equal(proof.Bytes.ToArray(), mirrored.Bytes.ToArray());
        var read = ForkProof.Read(proof.Bytes.Span, Lab.Store);
        Assert.Equal((Author, 5UL, proof.Hash), (read.Source, read.FirstSequence, read.Hash));
    }

    private static byte[] Record(StoreId store, Source source, ChainHash before, (byte[] Header, byte[] BodyHash, byte[]? Signature) one, (byte[] Header, byte[] BodyHash, byte[]? Signature) other)
    {
        var writer = new CborWriter(new byte[1000]);
        writer.WriteArrayHeader(5);
        writer.WriteStoreId(store);
        writer.WriteSource(source);
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        before.CopyTo(hash);
        writer.WriteBytes(hash);
        foreach (var branch in new[] { one, other })
        {
            writer.WriteArrayHeader(3);
            writer.WriteBytes(branch.Header);
            writer.WriteBytes(branch.BodyHash);
            if (branch.Signature is null) writer.WriteNull();
            else writer.WriteBytes(branch.Signature);
        }

        return writer.Written.ToArray();
    }

    [Fact]
    public void What_proves_nothing_is_no_proof()
    {
        var feed = FeedOf(Branch(3, 99, 1));
        byte[] first = [.. feed[0].HeaderBytes], second = [.. feed[1].HeaderBytes], low = new byte[32], high = [1, .. new byte[31]];
        var genesis = ChainHash.Genesis(Lab.Store, Author);
        Assert.Equal(1UL, ForkProof.Read(Record(Lab.Store, Author, genesis, (first, low, null), (first, high, null)), Lab.Store).FirstSequence);

        byte[][] bad =
        [
            Record(StoreId.Create("Other", ""), Author, genesis, (first, low, null), (first, high, null)),
            Record(Lab.Store, Lab.SourceOf(1), genesis, (first, low, null), (first, high, null)), // another feed's beginning
            Record(Lab.Store, Author, genesis, (first, high, null), (first, low, null)), // not in order
            Record(Lab.Store, Author, genesis, (first, low, null), (first, low, null)), // no fork
            Record(Lab.Store, Author, genesis, (first, low, null), (second, high, null)), // at different places
            Record(Lab.Store, Author, genesis, (first, low, []), (first, high, null)), // signed
            Record(Lab.Store, Author, genesis, (first, low[..31], null), (first, high, null)),
            Record(Lab.Store, Author, genesis, ([0x80], low, null), (first, high, null)), // no header
            [.. Record(Lab.Store, Author, genesis, (first, low, null), (first, high, null)), 0],
            [],
        ];
        Assert.All(bad, record => Assert.Throws<WireFormatException>(() => ForkProof.Read(record, Lab.Store)));
    }

    [Fact]
    public void A_bad_proof_spoils_its_frame_and_changes_nothing()
    {
        var peer = new Lab(1).Add(1);
        var writer = new CborWriter(new byte[1000]);
        Frame.WriteHead(ref writer, Lab.Store, Author, MessageType.Proof);
        writer.WriteArrayHeader(1);
        writer.WriteArrayHeader(2);
        writer.WriteBytes(Prove(3).Bytes.Span);
        writer.WriteBytes(Prove(2).Bytes.Span[1..]);
        peer.Replica.Receive(writer.Written, TimeSpan.Zero);
        Assert.Equal(Refusal.Undecodable, Assert.IsType<FrameRefused>(Assert.Single(peer.Replica.Events)).Refusal);
        Assert.Null(peer.Replica.Unrecorded);
    }

    [Fact]
    public void Of_all_proofs_of_a_source_the_least_is_kept_in_whatever_order_they_come()
    {
        ForkProof[] proofs = [Prove(7), Prove(3, 1, 2), Prove(3, 1, 3), Prove(3, 2, 3), Prove(9)];
        var hashes = new HashSet<ulong>();
        for (var seed = 0; seed < 50; seed++)
        {
            var order = proofs.ToArray();
            new Random(seed).Shuffle(order);
            var kept = new ForkProofs();
            foreach (var proof in order)
            {
                if (kept.IsNews(proof)) Assert.True(kept.TryAdd(proof));
            }

            Assert.Equal(3UL, kept.Of(Author)!.FirstSequence);
            hashes.Add(kept.DigestHash);
        }

        Assert.Single(hashes);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(40, 40)]
    [InlineData(40, 3)]
    [InlineData(3000, 1)]
    [InlineData(3000, 1717)]
    [InlineData(3000, 2990)]
    public void Bisection_finds_the_last_common_batch_in_few_messages(int length, int fork)
    {
        foreach (var shorter in new[] { length, fork })
        {
            var (one, other) = (FeedOf(Branch(length, fork, 1)), FeedOf(Branch(shorter, fork, 2)));
            foreach (var (asking, answering) in new[] { (one, other), (other, one) })
            {
                var (probe, messages, turn) = (Bisection.Begin(asking), 1, answering);
                while (true)
                {
                    Assert.InRange(probe.Boundaries.Length, 1, ProbeMessage.MaxBoundaries);
                    Assert.InRange(messages, 1, 8);
                    var (next, batch) = Bisection.Answer(turn, probe);
                    if (next is null)
                    {
                        Assert.Equal(fork - 1, batch);
                        break;
                    }

                    (probe, turn, messages) = (next, turn == one ? other : one, messages + 1);
                }
            }
        }
    }

    [Fact]
    public void A_peer_that_is_merely_behind_is_no_branch()
    {
        var (behind, ahead) = (FeedOf(Branch(10, 99, 1)), FeedOf(Branch(100, 99, 1)));
        Assert.Equal((null, null), Bisection.Answer(behind, new ProbeMessage(Author, 0, [ahead.BoundaryAt(9), ahead.BoundaryAt(50)])));
    }

    /// <summary>Nobody of the owner is there: three peers hold one branch or the other, and the last of them neither.</summary>
    [Theory]
    [InlineData(50, 50, 20)]
    [InlineData(50, 30, 20)]
    [InlineData(30, 50, 1)]
    public void A_fork_is_cut_at_the_same_place_on_all_peers_in_any_order_of_arrival(int one, int other, int fork)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var lab = new Lab(seed);
            Lab.Peer[] peers = [lab.Add(1), lab.Add(2), lab.Add(3), lab.Add(4)];
            foreach (var batch in Branch(one, fork, 1)) peers[seed % 4].Replica.Load(batch);
            foreach (var batch in Branch(other, fork, 2)) peers[(seed + 1) % 4].Replica.Load(batch);
            foreach (var batch in Branch(one, fork, 1)) peers[(seed + 2) % 4].Replica.Load(batch);
            foreach (var peer in peers) peer.Replica.Loaded();
            lab.Run(4);

            lab.AssertAgree();
            Assert.Equal(fork - 1, peers[0].Replica.UpdateCount);
            Assert.All(peers, peer => Assert.Equal((ulong)fork - 1, peer.Events.OfType<FeedFrozen>().Last().Sequence));
            Assert.Single(peers.Select(peer => Convert.ToHexString(peer.Disk.Proofs[Author].Record.Span)).Distinct());
        }
    }

    /// <summary>Three branches: two part at 20, the third has parted from both at 10.</summary>
    [Fact]
    public void Of_two_forks_the_earlier_counts_whichever_is_found_first()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var lab = new Lab(seed);
            Lab.Peer[] peers = [lab.Add(1), lab.Add(2), lab.Add(3)];
            foreach (var batch in Branch(30, 20, 1)) peers[0].Replica.Load(batch);
            foreach (var batch in Branch(30, 20, 2)) peers[1].Replica.Load(batch);
            foreach (var batch in Branch(30, 10, 3)) peers[2].Replica.Load(batch);
            foreach (var peer in peers) peer.Replica.Loaded();
            if (seed % 3 > 0) lab.Cut(peers[2], peers[seed % 2]);
            if (seed % 3 > 1) lab.Cut(peers[2], peers[1 - (seed % 2)]);
            lab.Run(4);
            lab.Heal();
            lab.Run(8);
            lab.AssertAgree();
            Assert.Equal(9, peers[0].Replica.UpdateCount);
        }
    }

    [Fact]
    public void A_frozen_feed_stays_so_after_reopening_and_takes_no_more()
    {
        var lab = new Lab(1);
        var (a, b) = (lab.Add(1), lab.Add(2));
        foreach (var batch in Branch(30, 20, 1)) a.Disk.Batches.Add(batch);
        foreach (var batch in Branch(40, 20, 2)) b.Disk.Batches.Add(batch);
        a.Start();
        b.Start();
        lab.Run(4);
        a.Start();
        Assert.Equal(19, a.Replica.UpdateCount);

        // Somebody who knows nothing of the fork brings one branch again, and longer.
        var c = lab.Add(3);
        foreach (var batch in Branch(60, 20, 2)) c.Replica.Load(batch);
        c.Replica.Loaded();
        lab.Run(8);
        lab.AssertAgree();
        Assert.Equal(19, a.Replica.UpdateCount);
        a.Start();
        Assert.Equal(19, a.Replica.UpdateCount);
    }

    [Fact]
    public void Evidence_is_kept_without_gaps_and_within_its_quota()
    {
        var branches = new Branches(Lab.SourceOf(1).Peer);
        var feed = FeedOf(Branch(50, 99, 1));
        for (var i = 0; i < 50; i++) Assert.True(branches.TryAdd(Author, new ChainedBatch(feed[i], feed.HashBefore(i), feed.HashBefore(i + 1)), isNeeded: false));
        Assert.False(branches.TryAdd(Author, new ChainedBatch(feed[0], feed.HashBefore(0), feed.HashBefore(1)), isNeeded: false));

        // Whoever holds the first thirty lacks the rest; and need not say so batch by batch.
        Assert.InRange(branches.Locate(Author, 64).Count, 1, 8);
        Assert.Equal(20, branches.Missing(Author, [feed.HashBefore(30).Prefix, 42]).Count());
        Assert.Empty(branches.Missing(Author, branches.Locate(Author, 64)));

        var big = new List<ChainedBatch>();
        for (ulong i = 1; i < 400; i++)
        {
            var builder = new BatchBuilder();
            builder.TryAdd("Noted", i, 0, new byte[30_000]);
            var before = i == 1 ? feed.Head : big[^1].After;
            var batch = builder.Seal(i);
            big.Add(new ChainedBatch(batch, before, before.Next(batch.HeaderBytes, batch.BodyBytes)));
        }

        Assert.InRange(big.Count(batch => branches.TryAdd(Author, batch, isNeeded: false)), 200, 8 * 1024 * 1024 / 30_000);
        Assert.InRange(branches.LearnedBytes, 0, Branches.MaxBytesPerSource);

        // An owner needs all of it.
        var own = new Branches(Author.Peer);
        Assert.All(big, batch => Assert.True(own.TryAdd(Author, batch, isNeeded: false)));
    }
}
