using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Of a blocked author nothing counts, is stored or relayed; everything else goes on.</summary>
public class BlockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly Author _alice = new Author(Lab.SourceOf(2)).Write(3), _mallory = new Author(Lab.SourceOf(66)).Write(3, amount: 1000);

    private static Replica<Ledger> New(StoreOptions? options = null) =>
        new(new LedgerTable(), Lab.Store, Lab.SourceOf(1), options ?? new StoreOptions(), new Random(1), signer: new TestSigner(Lab.SourceOf(1).Peer));

    private static void Receive(Replica<Ledger> replica, params byte[][] frames)
    {
        foreach (var frame in frames) replica.Receive(frame, TimeSpan.Zero);
        replica.EndTurn(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Its_updates_leave_history_digest_and_answers_and_do_not_come_back()
    {
        var (replica, clean) = (New(), New());
        Receive(replica, _alice.Live(), _mallory.Live());
        Receive(clean, _alice.Live());
        Assert.Equal(3004, replica.State.Value);
        replica.Block(_mallory.Source.Peer, "it floods");
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal((4L, 3, clean.DigestHash), (replica.State.Value, replica.UpdateCount, replica.DigestHash));
        Assert.Equal(new PeerBlocked(_mallory.Source.Peer, "it floods", 3), Assert.Single(replica.Events.OfType<PeerBlocked>()));

        replica.Unstored.Clear();
        Receive(replica, _mallory.Live(), _mallory.Write().Live(3));
        Assert.Equal((4L, clean.DigestHash), (replica.State.Value, replica.DigestHash));
        Assert.Empty(replica.Unstored);
        Assert.Equal(2, replica.GetStatistics().FramesRefusedFor[Refusal.Blocked]);
        Assert.Contains("it floods", Assert.Single(replica.Events.OfType<FrameRefused>(), static refused => refused.Occurrences == 1).Detail, StringComparison.Ordinal);

        var asker = Lab.SourceOf(5);
        replica.Outgoing.Clear();
        replica.Receive((new PullMessage(1, uint.MaxValue, null, null, []) { Token = replica.TokenFor(asker) }).ToFrame(Lab.Store, asker), TimeSpan.Zero);
        var reader = SentFrame.MessageOf(Assert.Single(replica.Outgoing).Frame);
        Assert.Equal([_alice.Source], ReplyMessage.Read(ref reader).Sections.Select(static section => section.Source));
    }

    [Fact]
    public void Neither_does_another_incarnation_of_it()
    {
        var replica = New();
        replica.Block(_mallory.Source.Peer, "it floods");
        var other = new Author(_mallory.Source with { Incarnation = 7 }).Write();
        Receive(replica, other.Live());
        Assert.Equal((0, 1), (replica.UpdateCount, replica.GetStatistics().FramesRefusedFor[Refusal.Blocked]));
    }

    [Fact]
    public void A_fork_of_it_changes_nothing()
    {
        var replica = New();
        Receive(replica, _mallory.Live());
        var branch = new Author(_mallory.Source).Write(2, amount: 5);
        Receive(replica, branch.Live());
        Assert.Single(replica.Events.OfType<FeedFrozen>());
        Assert.NotEqual(0UL, replica.EvidenceHash);
        replica.Block(_mallory.Source.Peer, "it forks");
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal((0, 0UL), (replica.UpdateCount, replica.EvidenceHash));
    }

    [Fact]
    public void What_is_stored_of_it_is_not_read()
    {
        var replica = New(new StoreOptions { Blocked = [_mallory.Source.Peer] });
        foreach (var author in new[] { _alice, _mallory })
        {
            for (var i = 0; i < 3; i++)
            {
                var batch = author.Batches[i];
                replica.Load(new StoredBatch(author.Source, author.Hashes[i].Prefix, batch.HeaderMemory, batch.BodyMemory, batch.Signature));
            }
        }

        replica.Loaded();
        Assert.Equal((3, 4L), (replica.UpdateCount, replica.State.Value));
        Assert.Equal([_mallory.Source.Peer], replica.Blocked);
    }

    [Fact]
    public void Nobody_blocks_itself()
    {
        var replica = New();
        Assert.Throws<ArgumentException>(() => replica.Block(replica.Self.Peer, "why not"));
    }

    /// <summary>Through the whole stack: two peers of which one blocks a third, and takes it back.</summary>
    [Fact]
    public async Task A_store_blocks_and_unblocks()
    {
        var network = new InMemoryNetwork();
        await using var mallory = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await using var alice = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await using var bob = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await mallory.DispatchAsync(new Added(1000), Cancel);
        await Eventually.Holds(() => alice.State.Value == 1001 && bob.State.Value == 1001);
        alice.Block(mallory.Source, "it floods");
        await Eventually.Holds(() => alice.State.Value == 1);
        Assert.Equal([mallory.Source.Peer], alice.Blocked);
        await bob.DispatchAsync(new Added(1), Cancel);
        await mallory.DispatchAsync(new Added(1000), Cancel);
        await Eventually.Holds(() => alice.State.Value == 2 && bob.State.Value == 2002);
        alice.Unblock(mallory.Source.Peer);
        await Eventually.Holds(() => alice.State.Value == 2002);
        Assert.Empty(alice.Blocked);
        Assert.Throws<ArgumentException>(() => alice.Block(mallory.Source, " "));
        Assert.Throws<ArgumentException>(() => alice.Block(alice.Source, "why not"));
    }
}
