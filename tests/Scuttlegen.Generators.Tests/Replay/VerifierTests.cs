using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Verifiers: judged from the update and its own feed alone, so that every peer voids the same updates (I9).</summary>
public sealed class VerifierTests
{
    private static readonly StoreId Store = StoreId.Create("BallotStore", "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_s_own_action_that_is_refused_throws_and_is_not_logged()
    {
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        store.Dispatch(new Balloted("a", 1));
        var refused = Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Balloted("b", 3)));
        Assert.Equal("Balloted", refused.Kind);
        Assert.Contains("'BallotRules.IsNext' refuses it", refused.Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentException>(Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Balloted("b", -1))).InnerException);
        store.Dispatch(new Balloted("b", 2));
        Assert.Equal(["a1", "b2"], store.State.Choices);
        Assert.Equal(2, store.History.Count);
    }

    [Fact]
    public async Task What_counts_is_counted_again_when_the_store_is_opened_again()
    {
        var storage = new InMemoryFeedStorage();
        await using (var store = await BallotStore.OpenAsync(o => o with { StorageFactory = _ => storage }, Cancel))
            await store.DispatchAsync(new Balloted("a", 1), Cancel);
        await using var again = await BallotStore.OpenAsync(o => o with { StorageFactory = _ => storage }, Cancel);
        Assert.Throws<ActionRefusedException>(() => again.Dispatch(new Balloted("b", 1)));
        again.Dispatch(new Balloted("b", 2));
        Assert.Equal(["a1", "b2"], again.State.Choices);
    }

    /// <summary>Two feeds with good and bad updates arrive in random batches, in random order, at peers that also write; what counts is the same everywhere, and what a fold by hand says.</summary>
    [Fact]
    public void Every_peer_voids_the_same_updates_whatever_the_order_of_arrival() => Parallel.For(0, 500, static seed =>
    {
        var random = new Random(seed);
        var feeds = Enumerable.Range(1, 2).Select(number => WriteFeed(random, (byte)number)).ToArray();
        var states = Enumerable.Range(0, 3).Select(_ => Receive(random, feeds)).ToArray();
        var expected = feeds.SelectMany(feed => Counting(feed.Updates).Select(update => (update.Time, feed.Source, Text: $"{update.Action.Choice}{update.Action.Serial}")))
            .OrderBy(update => update.Time).ThenBy(update => update.Source).Select(update => update.Text);
        foreach (var state in states) Assert.Equal(expected, state.Choices);
    });

    [Fact]
    public void What_is_void_is_kept_relayed_and_told_of()
    {
        var feed = MakeFeed(1, [(1, new Balloted("a", 2)), (2, new Balloted("b", -7)), (3, new Balloted("c", 1))], _ => false);
        var (one, two) = (New(8), New(9));
        one.Receive(feed.Frames[0], TimeSpan.Zero);
        Assert.Single(one.Unstored);
        Merge(one);
        Assert.Equal(["c1"], one.State.Choices);
        var told = one.Events.OfType<UpdateVoided>().ToList();
        Assert.Equal([("BallotRules.IsNext", 1L), ("BallotRules.IsNext", 2L)], told.Select(voided => (voided.Verifier!, voided.Occurrences)));
        Assert.Contains("threw ArgumentException: negative", told[1].Message, StringComparison.Ordinal);
        Assert.Equal([null, null, "Balloted"], one.GetHistory().Select(update => update.Kind));

        Talk(one, two);
        Assert.Equal(one.DigestHash, two.DigestHash);
        Assert.Equal(["c1"], two.State.Choices);
    }

    [Fact]
    public void A_cut_forgets_what_lay_beyond_it()
    {
        Balloted[] actions = [new("a", 1), new("b", 2), new("c", 3)];
        var whole = MakeFeed(1, actions.Select((action, i) => ((ulong)i + 1, action)), _ => true);
        var replica = New(8);
        foreach (var frame in whole.Frames) replica.Receive(frame, TimeSpan.Zero);
        Merge(replica);
        Assert.Equal(["a1", "b2", "c3"], replica.State.Choices);

        // Another branch parts after the first batch, and then, of another fork, at the very start.
        var other = MakeFeed(1, [(1, actions[0]), (2, new Balloted("x", 9))], _ => true);
        replica.Receive(other.Frames[1], TimeSpan.Zero);
        Merge(replica);
        Assert.Equal(["a1"], replica.State.Choices);
        Assert.Contains(replica.Events, happened => happened is FeedFrozen { Sequence: 1 });
    }

    /// <summary>A restored backup: what was not stored yet moves to a new feed, where it is judged by that feed alone, here as everywhere.</summary>
    [Fact]
    public void What_moves_to_another_feed_is_judged_there()
    {
        var source = SourceOf(8);
        var seen = MakeFeed(8, [(1, new Balloted("a", 1))], _ => true);
        var (one, two) = (New(8), New(9));
        one.Receive(seen.Frames[0], TimeSpan.Zero);
        Merge(one);
        Assert.NotEqual(source, one.Self);

        // It goes on under a new source. Somebody writes under that one too, while an update waits.
        one.Dispatch(0, new Balloted("b", 1), 0);
        Merge(one);
        one.Dispatch(0, new Balloted("c", 2), 0);
        var left = one.Self;
        one.LeaveIdentity("as asked");
        Assert.NotEqual(left, one.Self);

        // In the new feed it is the first, and 2 is not the first serial number.
        Merge(one);
        Assert.Equal(["a1", "b1"], one.State.Choices);
        Talk(one, two);
        Assert.Equal(["a1", "b1"], two.State.Choices);
        Assert.Equal(one.DigestHash, two.DigestHash);
    }

    /// <summary>A restored backup writes where it had written before: what it wrote now goes to another feed, and is no part of what came before in this one.</summary>
    [Fact]
    public void What_moved_away_is_no_part_of_the_feed_it_left()
    {
        var seen = MakeFeed(8, [(1, new Balloted("a", 5)), (2, new Balloted("c", 1))], _ => true);
        var replica = New(8);
        replica.Dispatch(0, new Balloted("b", 1), 0);
        foreach (var frame in seen.Frames) replica.Receive(frame, TimeSpan.Zero);
        Merge(replica);
        Assert.Equal(["b1", "c1"], replica.State.Choices);
    }

    private static IEnumerable<(ulong Time, Balloted Action)> Counting(IEnumerable<(ulong Time, Balloted Action)> updates)
    {
        var last = 0;
        foreach (var update in updates)
        {
            if (update.Action.Serial != last + 1) continue;
            last++;
            yield return update;
        }
    }

    private static TestFeed WriteFeed(Random random, byte number)
    {
        var (time, serial) = (0UL, 0);
        var updates = new List<(ulong, Balloted)>();
        for (var n = 1 + random.Next(20); n > 0; n--)
        {
            var isGood = random.Next(3) > 0;
            if (isGood) serial++;
            updates.Add((time += 1 + (ulong)random.Next(3), new Balloted($"{number}.", isGood ? serial : random.Next(-1, 30) is var s && s == serial + 1 ? serial : s)));
        }

        return MakeFeed(number, updates, _ => random.Next(3) == 0);
    }

    private static TestFeed MakeFeed(byte number, IEnumerable<(ulong Time, Balloted Action)> updates, Func<int, bool> seals)
    {
        var feed = new Feed(Store, SourceOf(number), 0);
        var builder = new BatchBuilder();
        var all = updates.ToList();
        for (var i = 0; i < all.Count; i++)
        {
            var buffer = new byte[BallotStore.Table.GetMaxSize(0, all[i].Action)];
            var writer = new CborWriter(buffer);
            BallotStore.Table.Write(0, all[i].Action, ref writer);
            builder.TryAdd("Balloted", all[i].Time, 0, writer.Written);
            if (i == all.Count - 1 || seals(i)) feed.Append(builder.Seal(feed.LastSequence + 1));
        }

        return new TestFeed(
            feed.Source, all, [.. Enumerable.Range(0, feed.BatchCount).Select(batch => LiveMessage.ToFrame(Store, feed.Source, new Section(feed, batch, 1)))]);
    }

    /// <summary>A peer that hears the feeds' batches in random order, in some turns or all at once, and pulls what it missed from one that has all.</summary>
    private static Ballots Receive(Random random, TestFeed[] feeds)
    {
        var replica = New((byte)(100 + random.Next(50)));
        var queues = feeds.Select(feed => new Queue<byte[]>(feed.Frames)).ToList();
        while (queues.Any(queue => queue.Count > 0))
        {
            var queue = queues[random.Next(queues.Count)];
            if (queue.TryDequeue(out var frame)) replica.Receive(frame, TimeSpan.Zero);
            if (random.Next(3) == 0) Merge(replica);
        }

        Merge(replica);
        return replica.State;
    }

    private static Replica<Ballots> New(byte number)
    {
        var random = new Random(number);
        return new(BallotStore.Table, Store, SourceOf(number), new StoreOptions(), random, () => (ulong)random.NextInt64());
    }

    private static Source SourceOf(byte number)
    {
        var id = new byte[PeerId.Size];
        id[0] = number;
        return new Source(new PeerId(id), 0);
    }

    private static void Merge(Replica<Ballots> replica)
    {
        replica.EndTurn(TimeSpan.FromHours(1));
        replica.Stored();
    }

    private static void Talk(Replica<Ballots> x, Replica<Ballots> y)
    {
        x.Connected(TimeSpan.Zero);
        y.Connected(TimeSpan.Zero);
        for (var now = TimeSpan.Zero; now < TimeSpan.FromSeconds(3); now += TimeSpan.FromMilliseconds(10))
        {
            foreach (var (from, to) in new[] { (x, y), (y, x) })
            {
                from.Tick(now);
                from.EndTurn(now);
                from.Stored();
                foreach (var (_, frame) in from.Outgoing) to.Receive(frame, now);
                from.Outgoing.Clear();
            }
        }
    }

    private sealed record TestFeed(Source Source, List<(ulong Time, Balloted Action)> Updates, List<byte[]> Frames);
}
