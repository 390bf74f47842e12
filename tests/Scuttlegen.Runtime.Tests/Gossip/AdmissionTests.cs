using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Admissions can only say "not yet": what waits is outside of everything, and peers agree once all have said yes.</summary>
public class AdmissionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void What_waits_is_in_no_digest_log_or_storage_and_is_not_fetched_again_and_again()
    {
        var net = new AdmissionNet(1);
        var (a, b) = (net.Add(), net.Add());
        a.Write(Enumerable.Repeat(1L, 100));
        net.Run(2);
        Assert.Equal(100, b.Questions);
        Assert.Equal((0, 0, 0UL, 100), (b.Replica.UpdateCount, b.Stored.Count, b.Replica.DigestHash, b.Replica.GetStatistics().BatchesWaiting));

        var (bytes, pulls) = (b.BytesReceived, b.Replica.GetStatistics().Pulls);
        net.Run(60);
        Assert.Equal(100, b.Questions);
        Assert.InRange(b.BytesReceived - bytes, 1, 60 * 500);
        Assert.InRange(b.Replica.GetStatistics().Pulls - pulls, 1, 60 * 3);

        foreach (var question in b.Asked.ToList()) b.Answer(question, true);
        net.Run(1);
        Assert.Equal((100, 100, a.Replica.DigestHash, 0), (b.Replica.UpdateCount, b.Stored.Count, b.Replica.DigestHash, b.Replica.GetStatistics().BatchesWaiting));
    }

    [Fact]
    public void Verdicts_count_in_feed_order_whichever_comes_first()
    {
        var net = new AdmissionNet(2);
        var (a, b) = (net.Add(), net.Add());
        a.Write(1, 2, 3);
        net.Run(2);
        var asked = b.Asked.ToList();
        Assert.Equal(3, asked.Count);
        b.Answer(asked[2], true);
        b.Answer(asked[1], true);
        net.Run(1);
        Assert.Equal(0, b.Replica.UpdateCount);
        b.Answer(asked[0], true);
        net.Run(0.1);
        Assert.Equal([1, 2, 3], Lab.Amounts(b.Replica));
    }

    [Fact]
    public void After_a_no_the_batch_and_what_follows_it_are_asked_for_again_later()
    {
        var net = new AdmissionNet(3);
        var (a, b) = (net.Add(), net.Add());
        a.Write(1, 2);
        net.Run(2);
        foreach (var question in b.Asked.ToList()) b.Answer(question, false);
        net.Run(3);
        Assert.Empty(b.Asked);
        Assert.Equal(0, b.Replica.GetStatistics().BatchesWaiting);
        Assert.Contains(b.Events, happened => happened is FrameRefused { Refusal: Refusal.NotYet });
        net.Run(5);
        Assert.Equal(2, b.Asked.Count);
        foreach (var question in b.Asked.ToList()) b.Answer(question, true);
        net.Run(0.1);
        Assert.Equal([1, 2], Lab.Amounts(b.Replica));
    }

    [Fact]
    public void A_no_from_before_what_precedes_it_was_in_is_asked_again_at_once()
    {
        var net = new AdmissionNet(4);
        var (a, b) = (net.Add(), net.Add());
        a.Write(1, 2);
        net.Run(2);
        var asked = b.Asked.ToList();
        b.Answer(asked[1], false);
        b.Answer(asked[0], true);
        net.Run(0.1);
        Assert.Equal(1, b.Replica.UpdateCount);
        b.Answer(Assert.Single(b.Asked), true);
        net.Run(0.1);
        Assert.Equal([1, 2], Lab.Amounts(b.Replica));
    }

    [Fact]
    public void One_that_throws_says_not_yet_and_is_told_of()
    {
        var throws = true;
        var net = new AdmissionNet(5) { Policy = (_, _) => throws ? throw new IOException("no service") : true };
        var (a, b) = (net.Add(), net.Add());
        a.Write(1);
        net.Run(2);
        Assert.Equal(0, b.Replica.UpdateCount);
        var told = Assert.Single(b.Events.OfType<AdmissionThrew>());
        Assert.Equal((a.Replica.Self, "Added", "no service"), (told.Stamp.Source, told.Kind, told.Exception.Message));
        throws = false;
        net.Run(10);
        Assert.Equal(1, b.Replica.UpdateCount);
    }

    [Fact]
    public void What_does_not_concern_an_admission_does_not_wait_but_for_what_precedes_it()
    {
        var net = new AdmissionNet(6);
        var (a, b) = (net.Add(), net.Add());
        a.Replica.Dispatch(LedgerTable.NotedKind, new Noted("first"), 0);
        net.Run(1);
        Assert.Equal(1, b.Replica.UpdateCount);
        a.Write(1);
        a.Replica.Dispatch(LedgerTable.NotedKind, new Noted("last"), 0);
        net.Run(2);
        Assert.Equal(1, b.Replica.UpdateCount);
        b.Answer(Assert.Single(b.Asked), true);
        net.Run(0.1);
        Assert.Equal(3, b.Replica.UpdateCount);
    }

    [Fact]
    public void What_finds_no_room_is_asked_for_when_there_is_some()
    {
        var net = new AdmissionNet(7);
        var (a, b) = (net.Add(), net.Add());
        var count = WaitingRoom.MaxBatchesPerSource + 300;
        a.Write(Enumerable.Range(1, count).Select(i => (long)i));
        net.Run(3);
        Assert.Equal(WaitingRoom.MaxBatchesPerSource, b.Replica.GetStatistics().BatchesWaiting);
        for (var round = 0; round < 3; round++)
        {
            foreach (var question in b.Asked.ToList()) b.Answer(question, true);
            net.Run(3);
        }

        Assert.Equal(count, b.Replica.UpdateCount);
    }

    [Fact]
    public void One_author_s_bytes_leave_room_for_others()
    {
        var room = new WaitingRoom();
        Assert.Equal(Fill(room, 1), Fill(room, 2));
        Fill(room, 3);
        Fill(room, 4);
        Assert.InRange(Fill(room, 5), 0, 3);
        room.Remove(Lab.SourceOf(1));
        Assert.True(Fill(room, 6) > 3);

        static int Fill(WaitingRoom room, byte author)
        {
            var source = Lab.SourceOf(author);
            var builder = new BatchBuilder();
            builder.TryAdd("Noted", 1, 0, new byte[32_000]);
            var (batch, before, count) = (builder.Seal(1), ChainHash.Genesis(Lab.Store, source), 0);
            while (room.TryAdd(new WaitingBatch(source, before, batch))) count++;
            Assert.InRange(count * batch.Length, 0, WaitingRoom.MaxBytesPerSource);
            return count;
        }
    }

    [Fact]
    public void One_author_s_small_batches_leave_room_for_others()
    {
        var net = new AdmissionNet(8);
        var (a, b, c) = (net.Add(), net.Add(), net.Add());
        a.Write(Enumerable.Range(1, WaitingRoom.MaxBatches + 1).Select(i => (long)i));
        net.Run(3);
        c.Write(1);
        net.Run(3);
        Assert.Equal(WaitingRoom.MaxBatchesPerSource + 1, b.Questions);
    }

    /// <summary>A connection that only catches up is closed once nothing more can be taken; not while something may yet be.</summary>
    [Fact]
    public void A_peer_is_reconciled_with_when_no_verdict_is_awaited_whatever_it_was()
    {
        var net = new AdmissionNet(9);
        var (a, b) = (net.Add(), net.Add());
        a.Write(1);
        net.Run(2.5);
        Assert.DoesNotContain(a.Replica.Self, b.Replica.ReconciledWith);
        b.Answer(Assert.Single(b.Asked), false);
        net.Run(2);
        Assert.Contains(a.Replica.Self, b.Replica.ReconciledWith);
        Assert.Equal(0, b.Replica.UpdateCount);
    }

    [Fact]
    public void What_follows_a_no_is_not_asked_for_with_every_live_batch()
    {
        var net = new AdmissionNet(10);
        var (a, b) = (net.Add(), net.Add());
        a.Write(1);
        net.Run(2);
        b.Answer(Assert.Single(b.Asked), false);
        var pulls = b.Replica.GetStatistics().Pulls;
        for (var i = 0; i < 30; i++)
        {
            a.Write(i);
            net.Run(0.1);
        }

        Assert.InRange(b.Replica.GetStatistics().Pulls - pulls, 1, 10);
    }

    [Fact]
    public void A_feed_that_is_frozen_while_a_batch_of_it_waits_ends_where_it_ends_for_all()
    {
        var source = Lab.SourceOf(9);
        var (one, other) = (new Feed(Lab.Store, source, 0), new Feed(Lab.Store, source, 0));
        foreach (var (feed, amount) in new[] { (one, 1L), (other, 2L) })
        {
            feed.Append(MakeBatch(1, 1, "Noted", static (ref CborWriter writer) => writer.WriteString("both")));
            feed.Append(MakeBatch(2, 2, "Added", (ref CborWriter writer) => writer.WriteInt64(amount)));
        }

        var net = new AdmissionNet(11);
        var (a, b) = (net.Add(), net.Add());
        foreach (var batch in new[] { 0, 1 }) b.Replica.Receive(LiveMessage.ToFrame(Lab.Store, source, new Section(one, batch, 1)), net.Now);
        net.Run(2);
        var question = Assert.Single(b.Asked);
        Assert.Equal((1, 1), (b.Replica.UpdateCount, b.Replica.GetStatistics().BatchesWaiting));

        var proof = ForkProof.Create(Lab.Store, source, one.HashBefore(1), ForkBranch.Of([one[1]]), ForkBranch.Of([other[1]]));
        b.Replica.Receive(ProofMessage.ToFrame(Lab.Store, a.Replica.Self, proof), net.Now);
        b.Answer(question, true);
        net.Run(3);
        Assert.Equal((1, 0, b.Replica.DigestHash), (b.Replica.UpdateCount, b.Replica.GetStatistics().BatchesWaiting, a.Replica.DigestHash));
        Assert.Empty(b.Asked);
    }

    private delegate void Writing(ref CborWriter writer);

    private static Batch MakeBatch(ulong sequence, ulong time, string kind, Writing write)
    {
        var writer = new CborWriter(new byte[64]);
        writer.WriteArrayHeader(1);
        write(ref writer);
        var builder = new BatchBuilder();
        builder.TryAdd(kind, time, 0, writer.Written);
        return builder.Seal(sequence);
    }

    /// <summary>Each peer admits by a policy of its own mood, at its own times, and against its own history.</summary>
    [Fact]
    public void Peers_that_admit_at_different_times_agree_once_all_say_yes() => Parallel.For(0, 60, static seed =>
    {
        var random = new Random(seed);
        var isLine = seed % 2 == 0;
        var net = new AdmissionNet(seed) { IsLine = isLine, Shuffles = seed % 3 > 0 };
        net.Policy = (update, history) => random.Next(3) > 0 && (((Added)update.Action!).Amount % 2 == 0 || history.Count > 1);
        var peers = Enumerable.Range(0, 4).Select(_ => net.Add()).ToList();
        for (var round = 0; round < 6; round++)
        {
            foreach (var peer in peers) peer.Write(Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(100)));
            if (!isLine && random.Next(2) == 0) net.Cut(peers[random.Next(4)], peers[random.Next(4)]);
            net.Run(2);
            net.Heal();
        }

        peers[0].Write(2, 4);
        net.Policy = static (_, _) => true;
        net.Run(60);
        foreach (var peer in peers)
        {
            Assert.Equal(peers[0].Replica.GetHistory().Select(Lab.Describe), peer.Replica.GetHistory().Select(Lab.Describe));
            Assert.True(peers[0].Replica.State.SameAs(peer.Replica.State));
            Assert.Equal(0, peer.Replica.GetStatistics().BatchesWaiting);
        }
    });

    [Fact]
    public async Task A_store_waits_for_a_verdict_without_being_kept_from_anything_else()
    {
        var network = new InMemoryNetwork();
        var verdict = new TaskCompletionSource<bool>();
        var asked = new TaskCompletionSource<Update>();
        var storage = new InMemoryFeedStorage();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), new LedgerTable { Admitting = (_, _, _) => new(true) });
        var table = new LedgerTable
        {
            Admitting = (update, _, _) =>
            {
                asked.TrySetResult(update);
                return new(verdict.Task);
            },
        };
        await using (var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => storage }, table))
        {
            var stamp = await a.DispatchAsync(new Added(5), Cancel);
            Assert.Equal((stamp, new Added(5)), ((await asked.Task.WaitAsync(Cancel)).Stamp, (await asked.Task).Action));
            await b.DispatchAsync(new Added(7), Cancel);
            await Eventually.Holds(() => a.State.Value == 13);
            Assert.Equal((8, 1), (b.State.Value, b.Statistics.BatchesWaiting));
            verdict.SetResult(true);
            await Eventually.Holds(() => b.State.Value == 13);
        }

        // What is stored is not asked about.
        await using var again = await LedgerStore.OpenAsync(
            o => o with { StorageFactory = _ => storage }, new LedgerTable { Admitting = (_, _, _) => throw new InvalidOperationException("asked") });
        Assert.Equal(13, again.State.Value);
    }

    [Fact]
    public async Task An_admission_may_look_at_its_store_and_dispatch()
    {
        var network = new InMemoryNetwork();
        LedgerStore? b = null;
        var table = new LedgerTable
        {
            Admitting = async (_, history, token) =>
            {
                b!.Dispatch(new Noted($"{b.State.Value} {history.Count} {b.History.Count}"));
                await b.DispatchAsync(new Added(1), token);
                return true;
            },
        };
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), new LedgerTable { Admitting = static (_, _, _) => new(true) });
        await using (b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), table))
        {
            await a.DispatchAsync(new Added(5), Cancel);
            await Eventually.Holds(() => a.State.Value == 7 && b.State.Value == 7);
            Assert.StartsWith("1 0 0#", Assert.Single(b.State.Notes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hook_that_throws_when_it_is_cancelled_keeps_nothing_open()
    {
        var network = new InMemoryNetwork();
        var storage = new InMemoryFeedStorage();
        var asked = new TaskCompletionSource();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => storage }, new LedgerTable
        {
            Admitting = (_, _, token) =>
            {
                token.Register(static () => throw new IOException("as asked"));
                asked.SetResult();
                return new(new TaskCompletionSource<bool>().Task);
            },
        });
        await a.DispatchAsync(new Added(5), Cancel);
        await asked.Task.WaitAsync(Cancel);
        await b.DisposeAsync();
        await using var again = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
    }

    [Fact]
    public async Task Disposing_waits_for_no_verdict()
    {
        var network = new InMemoryNetwork();
        var asked = new TaskCompletionSource<CancellationToken>();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), new LedgerTable
        {
            Admitting = (_, _, token) =>
            {
                asked.SetResult(token);
                return new(new TaskCompletionSource<bool>().Task);
            },
        });
        await a.DispatchAsync(new Added(5), Cancel);
        var token = await asked.Task.WaitAsync(Cancel);
        await b.DisposeAsync();
        Assert.True(token.IsCancellationRequested);
    }
}
