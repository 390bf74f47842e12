using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>What was observed travels in actions of a generated store, encoded and decoded by it.</summary>
public sealed class ObservationsInStoreTests
{
    [Fact]
    public async Task Actions_carry_what_their_authors_observed()
    {
        await using var store = await NoteStore.OpenAsync();
        store.Dispatch(new TagAdded("urgent"));
        store.Dispatch(new TagAdded("kept"));
        store.Dispatch(static state => new TagRemoved(state.Tags.Observe("urgent")));
        store.Dispatch(static state => new Titled("draft", state.Title.Observe()));
        store.Dispatch(static state => new Titled("final", state.Title.Observe()));
        store.Dispatch(new Counted("x", 3));
        store.Dispatch(static state => new Gone(state.Cart.Observe("x")));
        store.Dispatch(new Counted("x", 1));
        store.Dispatch(new Counted("y", -1));
        store.Dispatch(static state => new Zeroed(state.Likes.Observe()));
        store.Dispatch(new Listed("list", "element"));
        store.Dispatch(static state => new Unlisted(state.Lists.Observe("list")));

        var state = store.State;
        Assert.Equal(["kept"], state.Tags);
        Assert.Equal(["final"], state.Title);
        Assert.Equal([KeyValuePair.Create("x", (Int128)1), KeyValuePair.Create("y", (Int128)(-1))], state.Cart);
        Assert.Equal(0, state.Likes.Value);
        Assert.Empty(state.Lists);
    }

    [Fact]
    public async Task An_observation_that_is_older_than_the_state_spares_what_came_since()
    {
        await using var store = await NoteStore.OpenAsync();
        store.Dispatch(new TagAdded("x"));
        store.Dispatch(new Counted("x", 3));
        store.Dispatch(new Listed("x", "seen"));
        var seen = store.State;
        store.Dispatch(new TagAdded("x"));
        store.Dispatch(new Counted("x", 2));
        store.Dispatch(new Listed("x", "unseen"));

        store.Dispatch(new TagRemoved(seen.Tags.Observe("x")));
        store.Dispatch(new Gone(seen.Cart.Observe("x")));
        store.Dispatch(new Zeroed(seen.Likes.Observe()));
        store.Dispatch(new Unlisted(seen.Lists.Observe("x")));
        Assert.Equal(["x"], store.State.Tags);
        Assert.Equal(2, store.State.Cart["x"]);
        Assert.Equal(1, store.State.Likes.Value);
        Assert.Equal(["unseen"], store.State.Lists["x"]);
    }
}

[GossipAction]
public sealed partial record TagAdded(string Tag);

[GossipAction]
public sealed partial record TagRemoved(ORSet<string>.Removal Removal);

[GossipAction]
public sealed partial record Titled(string Title, ObservedDots Observed);

[GossipAction]
public sealed partial record Counted(string Key, long By);

[GossipAction]
public sealed partial record Gone(ORMap<string, ResettableCounter>.Removal Removal);

[GossipAction]
public sealed partial record Zeroed(ResettableCounter.Observation Observation);

[GossipAction]
public sealed partial record Listed(string Key, string Element);

[GossipAction]
public sealed partial record Unlisted(ORMap<string, ORSet<string>>.Removal Removal);

public sealed record Note(ORSet<string> Tags, MVRegister<string> Title, PNCounterMap<string> Cart, ResettableCounter Likes, ORMap<string, ORSet<string>> Lists)
{
    public static Note Initial { get; } = new(
        ORSet<string>.Empty, MVRegister<string>.Empty, PNCounterMap<string>.Empty, ResettableCounter.Empty, ORMap<string, ORSet<string>>.Empty);
}

public static class NoteReducer
{
    [Reducer]
    public static Note Apply(Note state, TagAdded action, ReplayContext context) => state with { Tags = state.Tags.Add(action.Tag, Dot.From(context)) };

    [Reducer]
    public static Note Apply(Note state, TagRemoved action) => state with { Tags = state.Tags.Remove(action.Removal) };

    [Reducer]
    public static Note Apply(Note state, Titled action, ReplayContext context) => state with { Title = state.Title.Set(action.Title, Dot.From(context), action.Observed) };

    [Reducer]
    public static Note Apply(Note state, Counted action, ReplayContext context) => state with { Cart = state.Cart.Add(action.Key, context.Source, action.By), Likes = state.Likes.Increment(context.Source) };

    [Reducer]
    public static Note Apply(Note state, Gone action) => state with { Cart = state.Cart.Remove(action.Removal) };

    [Reducer]
    public static Note Apply(Note state, Zeroed action) => state with { Likes = state.Likes.Reset(action.Observation) };

    [Reducer]
    public static Note Apply(Note state, Listed action, ReplayContext context) => state with { Lists = state.Lists.Update(action.Key, set => set.Add(action.Element, Dot.From(context))) };

    [Reducer]
    public static Note Apply(Note state, Unlisted action) => state with { Lists = state.Lists.Remove(action.Removal) };
}

[GossipStore(typeof(Note))]
public sealed partial class NoteStore;
