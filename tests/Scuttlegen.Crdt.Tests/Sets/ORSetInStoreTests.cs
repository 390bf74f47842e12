using CsCheck;
using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>A set as the state of a store: every peer folds the updates it holds, in stamp order, with the same reducers.</summary>
public sealed class ORSetInStoreTests
{
    private const int PeerCount = 3;

    private static readonly Gen<(int Peer, int Verb, int Element, int Other)[]> Schedules =
        Gen.Select(Gen.Int[0, PeerCount - 1], Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[0, PeerCount - 1]).Array[0, 40];

    [Fact]
    public void A_remove_at_a_later_stamp_does_not_take_a_concurrent_unseen_add_with_it()
    {
        var network = new Network();
        network.Add(0, "x");
        network.Exchange(1, 0);
        network.Add(0, "x");             // not seen by peer 1,
        network.Touch(1);
        network.Touch(1);                // whose clock runs ahead of it:
        network.Remove(1, "x");          // this removal replays after that add
        network.ExchangeAll();
        Assert.True(network.Updates[^1].Stamp > network.Updates[1].Stamp);
        foreach (var peer in network.Peers) Assert.Equal(["x"], network.Fold(peer));
    }

    [Fact]
    public void A_remove_that_asks_the_state_at_its_replay_position_does_take_it()
    {
        // Why Remove(element) is not for reducers: the counter-example in its documentation is real.
        var state = ORSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        state = state.Add("x", Peers.Dot(0, 2)).Value;
        Assert.Empty(state.Remove("x").Value);
    }

    [Fact]
    public void Peers_with_the_same_updates_have_the_same_bytes_and_the_oracles_elements() => Schedules.Sample(
        steps =>
        {
            var network = new Network();
            foreach (var step in steps) network.Run(step);
            network.ExchangeAll();
            var expected = CodecLaws.Encode(network.Fold(network.Peers[0]));
            foreach (var peer in network.Peers)
            {
                Assert.Equal(expected, CodecLaws.Encode(network.Fold(peer)));
                Assert.Equal(network.OracleOf(peer).Elements, network.Fold(peer));
            }
        },
        iter: 800);

    [Fact]
    public void Adds_and_removals_commute_where_each_feed_keeps_its_order() => Schedules.Sample(
        steps =>
        {
            var network = new Network();
            foreach (var step in steps) network.Run(step);
            network.ExchangeAll();
            var expected = CodecLaws.Encode(network.Fold(network.Peers[0]));

            var random = new Random(steps.Length);
            var feeds = network.Updates.GroupBy(static update => update.Stamp.Source).Select(static feed => new Queue<Update>(feed)).ToList();
            var state = ORSet<string>.Empty;
            while (feeds.Count > 0)
            {
                var feed = feeds[random.Next(feeds.Count)];
                state = feed.Dequeue().Apply(state);
                if (feed.Count == 0) feeds.Remove(feed);
            }

            Assert.Equal(expected, CodecLaws.Encode(state));
        },
        iter: 800);

    [Fact]
    public void A_removal_of_a_dot_that_was_never_made_changes_no_bytes_by_its_order()
    {
        var forged = CodecLaws.Decode<ORSet<string>.Removal>(CodecLaws.Encode(ORSet<string>.Empty.Add("x", Peers.Dot(0, 5, 7)).Value.Observe("x")));
        var add = Peers.Dot(0, 9);
        var before = ORSet<string>.Empty.Remove(forged).Value.Add("y", add).Value;
        var after = ORSet<string>.Empty.Add("y", add).Value.Remove(forged).Value;
        Assert.Equal(CodecLaws.Encode(after), CodecLaws.Encode(before));
    }

    private sealed record Update(Stamp Stamp, ulong Sequence, string? Added, ORSet<string>.Removal? Removed, ORSetOracle.Event? Happened)
    {
        public ORSet<string> Apply(ORSet<string> state)
        {
            var context = Tests.Peers.Context(Stamp.Source, Sequence);
            if (Added is not null) return state.Add(Added, Dot.From(context));
            return Removed is not null ? state.Remove(Removed) : state;
        }
    }

    private sealed class Network
    {
        public List<Update> Updates { get; } = [];

        public HashSet<Update>[] Peers { get; } = [.. Enumerable.Range(0, PeerCount).Select(static _ => new HashSet<Update>(ReferenceEqualityComparer.Instance))];

        public void Run((int Peer, int Verb, int Element, int Other) step)
        {
            var element = "wxyz"[step.Element].ToString();
            switch (step.Verb)
            {
                case 0 or 1 or 2:
                    Add(step.Peer, element);
                    break;
                case 3 or 4:
                    Remove(step.Peer, element);
                    break;
                case 5:
                    Touch(step.Peer);
                    break;
                default:
                    Exchange(step.Peer, step.Other);
                    break;
            }
        }

        public void Add(int peer, string element)
        {
            var (stamp, sequence) = Next(peer);
            var happened = OracleOf(Peers[peer]).Add(element, new Dot(stamp.Source, sequence, 0));
            Publish(peer, new Update(stamp, sequence, element, null, happened));
        }

        public void Remove(int peer, string element)
        {
            var (stamp, sequence) = Next(peer);
            var removal = CodecLaws.Decode<ORSet<string>.Removal>(CodecLaws.Encode(Fold(Peers[peer]).Observe(element)));
            Publish(peer, new Update(stamp, sequence, null, removal, OracleOf(Peers[peer]).Remove(element)));
        }

        /// <summary>An update that makes no dot in this set.</summary>
        public void Touch(int peer)
        {
            var (stamp, sequence) = Next(peer);
            Publish(peer, new Update(stamp, sequence, null, null, null));
        }

        public void Exchange(int to, int from) => Peers[to].UnionWith(Peers[from]);

        public void ExchangeAll()
        {
            foreach (var peer in Peers) peer.UnionWith(Updates);
        }

        public ORSet<string> Fold(HashSet<Update> held) =>
            held.OrderBy(static update => update.Stamp).Aggregate(ORSet<string>.Empty, static (state, update) => update.Apply(state));

        public ORSetOracle OracleOf(HashSet<Update> held)
        {
            var oracle = new ORSetOracle();
            foreach (var update in held.Where(static update => update.Happened is not null)) oracle.Learn(update.Happened!);
            return oracle;
        }

        private (Stamp Stamp, ulong Sequence) Next(int peer)
        {
            var source = Tests.Peers.Source(peer);
            var time = Peers[peer].Select(static update => update.Stamp.Time).DefaultIfEmpty().Max() + 1;
            return (new Stamp(time, source), (ulong)Peers[peer].Count(update => update.Stamp.Source == source) + 1);
        }

        private void Publish(int peer, Update update)
        {
            Updates.Add(update);
            Peers[peer].Add(update);
        }
    }
}
