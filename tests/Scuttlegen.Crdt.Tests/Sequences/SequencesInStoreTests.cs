using CsCheck;
using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Texts and lists as the state of a store: actions carry edits, and reducers apply them where more may have arrived than their authors had seen.</summary>
public sealed class SequencesInStoreTests
{
    [Fact]
    public async Task Actions_carry_edits()
    {
        await using var store = await DocumentStore.OpenAsync();
        store.Dispatch(static state => new Edited(state.Text.PrepareInsert(0, "Hello wörld 🎼")));
        store.Dispatch(static state => new Edited(state.Text.PrepareReplace(0, 5, "Goodbye")));
        store.Dispatch(static state => new Rearranged(state.Tasks.PrepareInsert(0, "one", "two", "three")));
        store.Dispatch(static state => new Rearranged(state.Tasks.PrepareMove(2, 0)));
        store.Dispatch(static state => new Rearranged(state.Tasks.PrepareRemove(1)));
        Assert.Equal("Goodbye wörld 🎼", store.State.Text.ToString());
        Assert.Equal(["three", "two"], store.State.Tasks);
    }

    [Fact]
    public async Task An_edit_that_is_older_than_the_state_spares_what_came_since_and_lands_where_its_author_meant()
    {
        await using var store = await DocumentStore.OpenAsync();
        store.Dispatch(static state => new Edited(state.Text.PrepareInsert(0, "one two three")));
        store.Dispatch(static state => new Rearranged(state.Tasks.PrepareInsert(0, "a", "b", "c")));
        var seen = store.State;
        store.Dispatch(static state => new Edited(state.Text.PrepareInsert(0, "zero ")));
        store.Dispatch(static state => new Edited(state.Text.PrepareInsert(9, "2")));
        store.Dispatch(static state => new Rearranged(state.Tasks.PrepareInsert(0, "new")));
        Assert.Equal("zero one 2two three", store.State.Text.ToString());

        store.Dispatch(new Edited(seen.Text.PrepareDelete(4, 4)));
        store.Dispatch(new Edited(seen.Text.PrepareInsert(13, "!")));
        store.Dispatch(new Rearranged(seen.Tasks.PrepareRemove(0)));
        store.Dispatch(new Rearranged(seen.Tasks.PrepareMove(2, 1)));
        Assert.Equal("zero one 2three!", store.State.Text.ToString());
        Assert.Equal(["new", "c", "b"], store.State.Tasks);
    }

    [Fact]
    public void An_edit_at_a_later_stamp_neither_removes_a_concurrent_insertion_nor_lands_elsewhere()
    {
        var network = new Network();
        network.Edit(0, static text => text.PrepareInsert(0, "the fox"));
        network.Exchange(1, 0);
        network.Edit(0, static text => text.PrepareInsert(4, "quick "));       // not seen by peer 1,
        network.Edit(1, static text => text.PrepareInsert(7, "es"));
        network.Edit(1, static text => text.PrepareReplace(4, 5, "dogs"));     // whose clock runs ahead of it.
        network.ExchangeAll();
        Assert.True(network.Updates[^1].Stamp > network.Updates[1].Stamp);
        foreach (var peer in network.Peers) Assert.Contains(Network.Fold(peer).ToString(), (string[])["the quick dogs", "the dogsquick "]);
    }

    [Fact]
    public void Peers_with_the_same_updates_have_the_same_bytes_and_feeds_commute() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 99], Gen.Int[0, 2]).Array[0, 40].Sample(
            steps =>
            {
                var network = new Network();
                foreach (var (peer, verb, place, other) in steps)
                {
                    if (verb == 5) network.Exchange(peer, other);
                    else if (verb == 4) network.Edit(peer, text => text.PrepareDelete(place % (text.Length + 1), Math.Min(3, text.Length - (place % (text.Length + 1)))));
                    else network.Edit(peer, text => text.PrepareInsert(place % (text.Length + 1), "word"[..(verb + 1)]));
                }

                network.ExchangeAll();
                var expected = CodecLaws.Encode(Network.Fold(network.Peers[0]));
                foreach (var peer in network.Peers) Assert.Equal(expected, CodecLaws.Encode(Network.Fold(peer)));

                // Updates may come in any order that keeps each feed's, also where that is not the order of stamps.
                var random = new Random(steps.Length);
                var feeds = network.Updates.GroupBy(static update => update.Stamp.Source).Select(static feed => new Queue<Update>(feed)).ToList();
                var state = ReplicatedText.Empty;
                while (feeds.Count > 0)
                {
                    var feed = feeds[random.Next(feeds.Count)];
                    state = feed.Dequeue().Apply(state);
                    if (feed.Count == 0) feeds.Remove(feed);
                }

                Assert.Equal(expected, CodecLaws.Encode(state));
            },
            iter: 800);

    private sealed record Update(Stamp Stamp, ulong Sequence, ReplicatedText.Edit Edit)
    {
        public ReplicatedText Apply(ReplicatedText state) => state.Apply(Edit, Dot.From(Tests.Peers.Context(Stamp.Source, Sequence)));
    }

    private sealed class Network
    {
        private readonly ulong[] _sequences = new ulong[3];

        public List<Update> Updates { get; } = [];

        public HashSet<Update>[] Peers { get; } = [.. Enumerable.Range(0, 3).Select(static _ => new HashSet<Update>(ReferenceEqualityComparer.Instance))];

        public static ReplicatedText Fold(HashSet<Update> held) => held.OrderBy(static update => update.Stamp).Aggregate(ReplicatedText.Empty, static (state, update) => update.Apply(state));

        public void Edit(int peer, Func<ReplicatedText, ReplicatedText.Edit> prepare)
        {
            var time = Peers[peer].Select(static update => update.Stamp.Time).DefaultIfEmpty().Max() + 1;
            var edit = CodecLaws.Decode<ReplicatedText.Edit>(CodecLaws.Encode(prepare(Fold(Peers[peer]))));
            var update = new Update(Tests.Peers.Stamp(time, peer), ++_sequences[peer], edit);
            Updates.Add(update);
            Peers[peer].Add(update);
        }

        public void Exchange(int to, int from) => Peers[to].UnionWith(Peers[from]);

        public void ExchangeAll()
        {
            foreach (var peer in Peers) peer.UnionWith(Updates);
        }
    }
}

[GossipAction]
public sealed partial record Edited(ReplicatedText.Edit Edit);

[GossipAction]
public sealed partial record Rearranged(ReplicatedList<string>.Edit Edit);

public sealed record Document(ReplicatedText Text, ReplicatedList<string> Tasks)
{
    public static Document Initial { get; } = new(ReplicatedText.Empty, ReplicatedList<string>.Empty);
}

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Edited action, ReplayContext context) => state with { Text = state.Text.Apply(action.Edit, Dot.From(context)) };

    [Reducer]
    public static Document Apply(Document state, Rearranged action, ReplayContext context) => state with { Tasks = state.Tasks.Apply(action.Edit, Dot.From(context), context.Stamp) };
}

[GossipStore(typeof(Document))]
public sealed partial class DocumentStore;
