using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests.State;

/// <summary>A store whose state is a <c>[CrdtState]</c>, on two peers that write at the same time.</summary>
public sealed class CrdtStateInStoreTests
{
    [Fact]
    public async Task Two_peers_come_to_one_state()
    {
        var network = new InMemoryNetwork();
        await using var alice = await DocumentStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await using var bob = await DocumentStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        SharedAssert.Same(Document.Empty, alice.State);

        alice.Dispatch(new Entitled("from alice"));
        bob.Dispatch(new Entitled("from bob"));
        alice.Dispatch(new TagPut("urgent"));
        bob.Dispatch(new TagPut("urgent"));
        await AgreeAsync(alice, bob, static state => state.Votes.Value == 2 && !state.Title.IsEmpty);
        Assert.Equal(["urgent"], alice.State.Tags);

        // Taken back by one of them; the other adds it again without having heard.
        alice.Dispatch(static state => new TagTaken(state.Tags.Observe("urgent")));
        bob.Dispatch(new TagPut("late"));
        await AgreeAsync(alice, bob, static state => state.Votes.Value == 3 && !state.Tags.Contains("urgent"));
        Assert.Equal(["late"], bob.State.Tags);
        Assert.NotNull(alice.ComputeStateHash());
        Assert.Equal(alice.ComputeStateHash(), bob.ComputeStateHash());
    }

    private static async Task AgreeAsync(DocumentStore one, DocumentStore other, Func<Document, bool> condition)
    {
        using var agreed = new SemaphoreSlim(0);
        using var first = one.Subscribe(_ => agreed.Release());
        using var second = other.Subscribe(_ => agreed.Release());
        while (!(condition(one.State) && condition(other.State) && CodecLaws.Encode(one.State).AsSpan().SequenceEqual(CodecLaws.Encode(other.State))))
            await agreed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}

[GossipAction]
public sealed partial record Entitled(string Title);

[GossipAction]
public sealed partial record TagPut(string Tag);

[GossipAction]
public sealed partial record TagTaken(ORSet<string>.Removal Removal);

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Entitled action, ReplayContext context) => state.With(title: state.Title.Set(action.Title, context.Stamp));

    [Reducer]
    public static Document Apply(Document state, TagPut action, ReplayContext context) =>
        state.With(tags: state.Tags.Add(action.Tag, Dot.From(context)), votes: state.Votes.Increment(context.Source));

    [Reducer]
    public static Document Apply(Document state, TagTaken action) => state with { Tags = state.Tags.Remove(action.Removal) };
}

[GossipStore(typeof(Document))]
public sealed partial class DocumentStore;
