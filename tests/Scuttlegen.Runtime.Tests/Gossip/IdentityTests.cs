using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Backups put back and disks cloned: nobody writes a sequence twice for long, and nothing acknowledged is lost (I5).</summary>
public class IdentityTests
{
    private static void AssertOnce(Lab.Peer peer, params IEnumerable<long> amounts) => Assert.Equal(amounts.Order(), Lab.Amounts(peer.Replica).Order());

    [Fact]
    public void A_backup_restored_without_new_writes_takes_its_own_feed_back_and_goes_on_under_another_name()
    {
        var lab = new Lab(1);
        var (a, b) = (lab.Add(1), lab.Add(2));
        a.Write(1, 2);
        var backup = a.Disk.Copy();
        a.Write(3, 4);
        lab.Run(3);
        var old = a.Replica.Self;
        a.Start(backup);
        lab.Run(3);
        a.Write(5);
        lab.Run(3);

        lab.AssertAgree();
        AssertOnce(b, 1, 2, 3, 4, 5);
        Assert.NotEqual(old, a.Replica.Self);
        Assert.Equal(a.Replica.Self, a.Disk.Self);
        Assert.Equal((1, 0), (a.Count<IncarnationChanged>(), b.Count<FeedFrozen>()));
    }

    [Fact]
    public void A_backup_restored_and_written_to_loses_nothing_of_either_branch()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var lab = new Lab(seed);
            var (a, b, c) = (lab.Add(1), lab.Add(2), lab.Add(3));
            a.Write(1, 2);
            var backup = a.Disk.Copy();
            a.Write(3, 4, 5);
            lab.Run(3);

            // Cut off while it writes anew where it had been before.
            lab.Cut(a, b);
            lab.Cut(a, c);
            a.Start(backup);
            a.Write(6, 7);
            lab.Run(1);
            lab.Heal();
            lab.Run(6);

            lab.AssertAgree();
            AssertOnce(c, 1, 2, 3, 4, 5, 6, 7);
            Assert.All(new[] { a, b, c }, peer => Assert.Equal(2UL, peer.Events.OfType<FeedFrozen>().Last().Sequence));

            // Each branch in the order in which it was written.
            var again = a.Replica.GetHistory().Where(update => update.Source == a.Replica.Self).Select(update => ((Added)update.Action!).Amount).ToList();
            Assert.Equal([3L, 4, 5], again.Where(amount => amount < 6));
            Assert.Equal([6L, 7], again.Where(amount => amount >= 6));
            Assert.Equal(0, b.Count<UpdatesReissued>());

            // Both branches are on its disk: what it wrote, and what it learned.
            Assert.Equal(2 + 2 + 3, a.Disk.Batches.Count(batch => batch.Source == Lab.SourceOf(1)));
        }
    }

    [Fact]
    public void Two_live_clones_in_two_halves_meet_and_each_update_counts_once()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var lab = new Lab(seed);
            var (a, b) = (lab.Add(1), lab.Add(2));
            a.Write(1, 2);
            lab.Run(2);
            var clone = lab.Add(a.Disk.Copy());
            var friend = lab.Add(3);
            foreach (var left in new[] { a, b })
            {
                foreach (var right in new[] { clone, friend }) lab.Cut(left, right);
            }

            lab.Run(1);
            a.Write(3, 4, 5);
            clone.Write(6, 7);
            lab.Run(2);
            Assert.Equal(5, b.Replica.UpdateCount);
            lab.Heal();
            lab.Run(8);

            lab.AssertAgree();
            AssertOnce(friend, 1, 2, 3, 4, 5, 6, 7);
            Assert.Equal(4, new[] { a.Replica.Self, clone.Replica.Self, b.Replica.Self, friend.Replica.Self }.Distinct().Count());
        }
    }

    /// <summary>Clones do not hear each other as others: both speak under one name.</summary>
    [Fact]
    public void Two_clones_alone_notice_each_other_though_neither_writes()
    {
        var lab = new Lab(1);
        var a = lab.Add(1);
        a.Write(1);
        var clone = lab.Add(a.Disk.Copy());
        lab.Run(20);
        Assert.NotEqual(a.Replica.Self, clone.Replica.Self);
        lab.AssertAgree();
    }

    [Fact]
    public void A_heartbeat_that_was_still_under_way_when_a_peer_came_back_is_no_clone()
    {
        var lab = new Lab(1);
        var a = lab.Add(1);
        a.Replica.Tick(TimeSpan.Zero);
        var late = a.Replica.Outgoing[0].Frame;
        a.Start();
        a.Replica.Tick(TimeSpan.Zero);
        a.Replica.Receive(late, TimeSpan.FromSeconds(1));
        Assert.Empty(a.Replica.Events);
        a.Replica.Receive(late, TimeSpan.FromSeconds(60));
        Assert.IsType<IncarnationChanged>(Assert.Single(a.Replica.Events));
    }

    [Fact]
    public void A_crash_between_the_cut_and_the_re_issue_loses_nothing()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var lab = new Lab(seed);
            var (a, b) = (lab.Add(1), lab.Add(2));
            a.Write(1, 2);
            var backup = a.Disk.Copy();
            a.Write(3);
            lab.Run(2);
            a.Crash();
            lab.Run(1);
            a.Start(backup);
            a.Write(4, 5);
            a.CrashesAfterRecording = true;
            lab.Run(4);
            Assert.False(a.IsUp);

            // Recorded is the new name, and perhaps the proof; of the re-issue nothing.
            Assert.NotEqual(Lab.SourceOf(1), a.Disk.Self);
            Assert.DoesNotContain(a.Disk.Batches, batch => batch.Source == a.Disk.Self);
            a.CrashesAfterRecording = false;
            a.Start();
            lab.Run(5);
            lab.AssertAgree();
            AssertOnce(b, 1, 2, 3, 4, 5);
        }
    }

    /// <summary>The owner is away while others find the fork; what is missing to it is with somebody who never wrote any of it.</summary>
    [Fact]
    public void An_owner_learns_from_a_third_peer_what_it_has_to_write_again()
    {
        var lab = new Lab(1);
        var (a, b, c) = (lab.Add(1), lab.Add(2), lab.Add(3));
        a.Write(1);
        var backup = a.Disk.Copy();
        lab.Cut(a, c);
        lab.Cut(b, c);
        a.Write(2, 3, 4);
        lab.Run(2);
        a.Crash();

        // A clone writes where only C hears it, and is lost for good.
        var clone = lab.Add(backup.Copy());
        lab.Cut(clone, b);
        clone.Write(5, 6);
        lab.Run(2);
        clone.Crash();
        lab.Heal();
        lab.Run(3);
        Assert.Equal(1, b.Replica.UpdateCount);

        // The owner has an older disk than either.
        a.Start(backup);
        lab.Run(10);
        lab.AssertAgree();
        AssertOnce(b, 1, 2, 3, 4, 5, 6);
        Assert.Equal(5, a.Events.OfType<UpdatesReissued>().SelectMany(reissued => reissued.Updates).Count());
    }

    [Fact]
    public void What_was_not_durable_when_the_name_changed_moves_with_it()
    {
        var lab = new Lab(1);
        var (a, b) = (lab.Add(1), lab.Add(2));
        a.Write(1);
        var backup = a.Disk.Copy();
        a.Write(2);
        lab.Run(2);
        a.Start(backup);
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(3), 0);
        var stamp = a.Replica.Dispatch(LedgerTable.AddedKind, new Added(4), 0);
        a.Replica.Receive(LiveOf(b, Lab.SourceOf(1)), lab.Now);

        var changed = Assert.IsType<IncarnationChanged>(a.Replica.Events[0]);
        Assert.Equal(new RestampedUpdate(stamp, stamp with { Source = a.Replica.Self }), changed.Moved[1]);
        Assert.Equal((2UL, 0UL), (a.Replica.LastDispatched, a.Replica.LastStored));
        Assert.Equal([3L, 4], Lab.Amounts(a.Replica).Skip(1).Order());
        lab.Run(3);
        lab.AssertAgree();
        AssertOnce(b, 1, 2, 3, 4);
        Assert.Equal(2UL, a.Replica.LastStored);
        Assert.Equal(0, b.Count<FeedFrozen>());
    }

    /// <summary>The same update, written again by two, and its original: whatever comes when, one of them counts.</summary>
    [Fact]
    public void A_re_issue_counts_once_in_whatever_order_records_arrive()
    {
        var (original, one, other) = (Lab.SourceOf(1), Lab.SourceOf(1) with { Incarnation = 11 }, Lab.SourceOf(1) with { Incarnation = 12 });
        var written = BatchOf(1, 5, 42, null);
        var wroteElse = BatchOf(1, 5, 43, null);
        var genesis = ChainHash.Genesis(Lab.Store, original);
        var origin = new Origin(original, genesis.Next(written.HeaderBytes, written.BodyBytes).Prefix, 1);
        var proof = ForkProof.Create(Lab.Store, original, genesis, ForkBranch.Of([written]), ForkBranch.Of([wroteElse]));
        var steps = new (string Name, Action<Replica<Ledger>> Do)[]
        {
            ("original", replica => replica.Receive(Live(original, written), TimeSpan.Zero)),
            ("late", replica => replica.Receive(Live(one, BatchOf(1, 20, 42, origin)), TimeSpan.Zero)),
            ("early", replica => replica.Receive(Live(other, BatchOf(1, 10, 42, origin)), TimeSpan.Zero)),
            ("proof", replica => replica.Receive(ProofMessage.ToFrame(Lab.Store, Lab.SourceOf(9), proof), TimeSpan.Zero)),
        };
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var replica = new Lab(seed).Add(7).Replica;
            random.Shuffle(steps);
            var done = new HashSet<string>();
            foreach (var (name, act) in steps)
            {
                act(replica);
                done.Add(name);
                if (random.Next(2) == 0) continue;
                replica.EndTurn(TimeSpan.FromHours(1));
                AssertCounts();
            }

            replica.EndTurn(TimeSpan.FromHours(1));
            AssertCounts();
            Assert.Equal(10UL, Assert.Single(replica.GetHistory(), update => update.Action is not null).Stamp.Time);

            void AssertCounts()
            {
                var stands = done.Contains("original") && !done.Contains("proof");
                var expected = stands ? 5UL : done.Contains("early") ? 10UL : done.Contains("late") ? 20UL : 0;
                Assert.Equal(expected == 0 ? [] : [expected], replica.GetHistory().Where(update => update.Action is not null).Select(update => update.Stamp.Time));
                Assert.Equal(expected == 0 ? 1 : 43, replica.State.Value);
                if (replica.GetHistory().Count > 0) Assert.True(replica.GetHistory().WithStates().Last().State.SameAs(replica.State));
            }
        }
    }

    /// <summary>The first cut goes back before the proof, for the batch spans it; what is taken in between is of another branch than what the history holds.</summary>
    [Fact]
    public void A_feed_cut_twice_in_one_turn_keeps_nothing_of_the_branch_that_it_left()
    {
        var source = Lab.SourceOf(5);
        var genesis = ChainHash.Genesis(Lab.Store, source);
        var common = BatchOf(1, 1, 1, null);
        var root = genesis.Next(common.HeaderBytes, common.BodyBytes);
        var builder = new BatchBuilder();
        for (var i = 0UL; i < 4; i++) builder.TryAdd("Added", 10 + i, 0, [0x81, 0x05]);
        var spanning = builder.Seal(2);
        var (second, third, fourth) = (BatchOf(2, 20, 100, null), BatchOf(3, 30, 200, null), BatchOf(4, 40, 300, null));
        var afterSecond = root.Next(second.HeaderBytes, second.BodyBytes);
        var afterThird = afterSecond.Next(third.HeaderBytes, third.BodyBytes);
        var later = ForkProof.Create(Lab.Store, source, afterThird, ForkBranch.Of([fourth]), ForkBranch.Of([BatchOf(4, 40, 301, null)]));
        var earlier = ForkProof.Create(Lab.Store, source, afterSecond, ForkBranch.Of([third]), ForkBranch.Of([BatchOf(3, 30, 201, null)]));

        var replica = new Lab(1).Add(7).Replica;
        Feed held = FeedOf(common, spanning), branch = FeedOf(common, second, third);
        replica.Receive(LiveMessage.ToFrame(Lab.Store, Lab.SourceOf(9), new Section(held, 0, 2)), TimeSpan.Zero);
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(5, replica.UpdateCount);

        replica.Receive(ProofMessage.ToFrame(Lab.Store, Lab.SourceOf(9), later), TimeSpan.Zero);
        replica.Receive(LiveMessage.ToFrame(Lab.Store, Lab.SourceOf(9), new Section(branch, 1, 2)), TimeSpan.Zero);
        replica.Receive(ProofMessage.ToFrame(Lab.Store, Lab.SourceOf(9), earlier), TimeSpan.Zero);
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal([1L, 100L], Lab.Amounts(replica));

        Feed FeedOf(params Batch[] batches)
        {
            var feed = new Feed(Lab.Store, source, 0);
            foreach (var batch in batches) feed.Append(batch);
            return feed;
        }
    }

    [Fact]
    public void Nobody_re_issues_what_another_peer_wrote()
    {
        var replica = new Lab(1).Add(7).Replica;
        replica.Receive(Live(Lab.SourceOf(2), BatchOf(1, 5, 42, new Origin(Lab.SourceOf(1), 1, 1))), TimeSpan.Zero);
        replica.EndTurn(TimeSpan.Zero);
        Assert.Equal(Refusal.BadBatch, Assert.IsType<FrameRefused>(Assert.Single(replica.Events)).Refusal);
        Assert.Equal(0, replica.UpdateCount);
    }

    /// <summary>Unsigned, anybody may claim that this peer wrote what no peer writes.</summary>
    [Fact]
    public void A_forged_update_that_fits_no_re_issue_stops_nothing()
    {
        var replica = new Lab(1).Add(1).Replica;
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 5, 0, new byte[WireLimits.MaxBatchBytes - 100]);
        replica.Receive(Live(Lab.SourceOf(1), BatchOf(1, 5, 42, null)), TimeSpan.Zero);
        replica.Receive(Live(Lab.SourceOf(1), builder.Seal(1)), TimeSpan.Zero);
        replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(replica.Self, Assert.Single(replica.GetHistory()).Source);
        Assert.Equal(43, replica.State.Value);
    }

    /// <summary>A re-issue that is cut off is re-issued under its first origin: two owners that do so in turn still write one update.</summary>
    [Fact]
    public void A_peer_restored_again_and_again_loses_and_doubles_nothing()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var lab = new Lab(seed);
            var (a, b) = (lab.Add(1), lab.Add(2));
            var next = 0L;
            for (var round = 0; round < 5; round++)
            {
                a.Write(++next, ++next);
                var backup = a.Disk.Copy();
                lab.Run(1);
                a.Write(++next);
                lab.Run(1.5);
                a.Start(backup);
                a.Write(++next);
                lab.Run(1 + (seed % 3));
            }

            lab.Run(8);
            lab.AssertAgree();
            AssertOnce(b, Enumerable.Range(1, (int)next).Select(i => (long)i));
        }
    }

    private static Batch BatchOf(ulong sequence, ulong time, long amount, Origin? origin)
    {
        var writer = new CborWriter(new byte[16]);
        writer.WriteArrayHeader(1);
        writer.WriteInt64(amount);
        var builder = new BatchBuilder { Origin = origin };
        builder.TryAdd("Added", time, 0, writer.Written);
        return builder.Seal(sequence);
    }

    private static byte[] Live(Source source, Batch batch)
    {
        var feed = new Feed(Lab.Store, source, 0);
        feed.Append(batch);
        return LiveMessage.ToFrame(Lab.Store, Lab.SourceOf(9), new Section(feed, 0, 1));
    }

    /// <summary>A live frame with the last batch of a source that a peer holds.</summary>
    private static byte[] LiveOf(Lab.Peer peer, Source source)
    {
        var feed = new Feed(Lab.Store, source, 0);
        foreach (var batch in peer.Disk.Batches.Where(batch => batch.Source == source)) feed.Append(Batch.Read(batch.Header.Span, batch.Body.Span));
        return LiveMessage.ToFrame(Lab.Store, peer.Replica.Self, new Section(feed, feed.BatchCount - 1, 1));
    }
}
