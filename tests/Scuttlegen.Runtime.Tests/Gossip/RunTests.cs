using CsCheck;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Which signatures are kept, and what is answered and loaded with them (W2).</summary>
public class RunTests
{
    private static Feed FeedOf(IEnumerable<Batch> batches)
    {
        var feed = new Feed(Lab.Store, Lab.SourceOf(2), 0);
        foreach (var batch in batches) feed.Append(batch);
        return feed;
    }

    private static Batch BatchOf(ulong sequence, int bytes, bool isSigned)
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Noted", sequence, 0, new byte[bytes]);
        var batch = builder.Seal(sequence);
        return isSigned ? batch.WithSignature(new byte[] { 1 }) : batch;
    }

    /// <summary>However a feed came, live or in runs, short and long batches: the newest signature is kept, and never more than a run lies between two.</summary>
    [Fact]
    public void Signatures_are_kept_so_that_every_run_between_them_is_short() =>
        Gen.Select(Gen.Frequency((8, Gen.Int[0, 200]), (1, Gen.Int[1000, 31_000])), Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)))).Array[1, 1200].Sample(steps =>
        {
            var (bytes, count, batches) = (0, 0, new List<Batch>());
            foreach (var (size, mayBeSigned) in steps)
            {
                // No sender leaves more without a signature.
                var next = BatchOf((ulong)batches.Count + 1, size, isSigned: false);
                var mustBeSigned = count + 2 > Feed.MaxRunBatches || bytes + next.Length + WireLimits.MaxBatchBytes > Feed.MaxRunBytes;
                var isSigned = mayBeSigned || mustBeSigned || batches.Count == steps.Length - 1;
                batches.Add(isSigned ? next.WithSignature(new byte[] { 1 }) : next);
                (bytes, count) = isSigned ? (0, 0) : (bytes + next.Length, count + 1);
            }

            var feed = FeedOf(batches);
            Assert.False(feed[feed.BatchCount - 1].Signature.IsEmpty);
            var kept = 0;
            for (var first = 0; first < feed.BatchCount;)
            {
                var end = feed.FirstSignedFrom(first);
                Assert.Equal(Enumerable.Range(first, feed.BatchCount - first).First(i => !feed[i].Signature.IsEmpty), end);
                Assert.True(end == first || Feed.IsRun(Enumerable.Range(first, end + 1 - first).Select(i => feed[i]).ToArray()));
                (first, kept) = (end + 1, kept + 1);
            }

            // Two neighbouring runs are together more than one may be, the last aside: so few are kept.
            var total = batches.Sum(batch => (long)batch.Length);
            Assert.InRange(kept, 1, 2 + (2 * batches.Count / Feed.MaxRunBatches) + (int)(2 * total / Feed.MaxRunBytes));
        });

    /// <summary>Whatever the budget, an answer holds a run, and so the asker gets everything in the end.</summary>
    [Theory]
    [InlineData(1u)]
    [InlineData(5000u)]
    [InlineData(1_000_000u)]
    public void A_partial_pull_always_advances(uint budget)
    {
        var author = new Author(Lab.SourceOf(2)).Write(1000);
        var holder = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(3), new StoreOptions(), new Random(1), signer: new TestSigner(Lab.SourceOf(3).Peer));
        holder.Receive(author.Live(), TimeSpan.Zero);
        var signer = new TestSigner(Lab.SourceOf(4).Peer);
        var asker = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(4), new StoreOptions(), new Random(1), signer: signer);
        for (var asked = 1u; asker.UpdateCount < 1000; asked++)
        {
            var (held, sequence, hash) = (asker.UpdateCount, (ulong)asker.UpdateCount, author.Hashes[asker.UpdateCount].Prefix);
            holder.Outgoing.Clear();
            holder.Receive((new PullMessage(asked, budget, null, null, held == 0 ? [] : [new DigestEntry(author.Source, sequence, hash)]) { Token = holder.TokenFor(asker.Self) }).ToFrame(Lab.Store, asker.Self), TimeSpan.Zero);
            foreach (var (_, frame) in holder.Outgoing) asker.Receive(frame, TimeSpan.Zero);
            asker.EndTurn(TimeSpan.FromHours(1));
            Assert.True(asker.UpdateCount > held, $"nothing came after {held}");
        }

        // One check a run.
        Assert.InRange(signer.Checked, 1000 / Feed.MaxRunBatches, (2 * 1000 / Feed.MaxRunBatches) + 2);
    }

    private static Replica<Ledger> Load(IEnumerable<(Batch Batch, ChainHash Before)> batches, Source source)
    {
        var replica = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(1), new StoreOptions(), new Random(1), signer: new TestSigner(Lab.SourceOf(1).Peer));
        foreach (var (batch, before) in batches) replica.Load(new StoredBatch(source, before.Prefix, batch.HeaderMemory, batch.BodyMemory, batch.Signature));
        replica.Loaded();
        return replica;
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(29, 20)]
    [InlineData(5, 0)]
    public void A_stored_feed_counts_up_to_its_last_signature_and_gets_back_the_rest(int stored, int counts)
    {
        var author = new Author(Lab.SourceOf(2)).Write(30);
        var onDisk = author.Batches.Select((batch, i) => (i % 10 == 9 ? batch : Author.Unsigned(batch), author.Hashes[i])).Take(stored).ToList();
        var replica = Load(onDisk, author.Source);
        Assert.Equal(counts, replica.UpdateCount);
        replica.Receive(author.Live(), TimeSpan.Zero);
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(30, replica.UpdateCount);

        // Some of it is on the disk twice now, which does no harm.
        onDisk.AddRange(replica.Unstored.Select(batch => Batch.Read(batch.Header.Span, batch.Body.Span, batch.Signature.Span)).Select(batch => (batch, author.Hashes[(int)batch.Header.FirstSequence - 1])));
        Assert.Equal(30, Load(onDisk, author.Source).UpdateCount);
    }

    [Fact]
    public void A_stored_feed_whose_last_signature_is_none_is_damaged()
    {
        var author = new Author(Lab.SourceOf(2)).Write(3);
        Assert.Throws<InvalidDataException>(() => Load(author.Batches.Select((batch, i) => (i == 2 ? Author.WithBadSignature(batch) : batch, author.Hashes[i])), author.Source));
    }

    [Fact]
    public void One_s_own_feed_without_signature_is_damaged()
    {
        var author = new Author(Lab.SourceOf(1)).Write(3);
        Assert.Throws<InvalidDataException>(() => Load(author.Batches.Select((batch, i) => (Author.Unsigned(batch), author.Hashes[i])), author.Source));
    }
}
