using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;
using Scuttlegen.Tests;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Local actions (R7): in the order, and nowhere else.</summary>
public sealed class LocalActionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_table_keeps_them_apart()
    {
        var table = ChatStore.Table;
        Assert.Equal(["Closed", "Said"], table.Kinds);
        Assert.Equal(["Scuttlegen.Generators.Tests.Fixtures.Marked", "Scuttlegen.Generators.Tests.Fixtures.Typed"], table.LocalKinds);

        // In ordinal order: Draft, IsClosed, Lines, Marks.
        Assert.Equal([new(0b0100, 0b0110), new(0, 0b0100), new(0, 0b1000), new(0, 0b0001)], table.Facts);
        Assert.DoesNotContain("Draft", table.Contract, StringComparison.Ordinal);
        Assert.DoesNotContain("Typed", table.Contract, StringComparison.Ordinal);
        Assert.DoesNotContain("Marks", table.Contract, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.GetMaxSize(2, default(Marked)));
    }

    [Fact]
    public async Task They_change_nothing_at_other_peers_and_what_is_gossiped_stays_equal()
    {
        var network = new InMemoryNetwork();
        await using var one = await ChatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), Cancel);
        await using var two = await ChatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), Cancel);
        one.Dispatch(new Typed(_ => "one's"));
        two.Dispatch(new Typed(_ => "two's"));
        one.Dispatch(default(Marked));
        await one.DispatchAsync(new Said("hello"), Cancel);
        await two.DispatchAsync(new Closed(), Cancel);
        await Eventually.Holds(() => one.State.IsClosed && two.State.Lines.Count == 2 && one.State.Lines.Count == 2);
        Assert.Equal(one.State.Lines, two.State.Lines);
        Assert.Equal(("one's", "two's"), (one.State.Draft, two.State.Draft));
        Assert.Equal((1, 0), (one.State.Marks.Count, two.State.Marks.Count));
        Assert.Equal((4, 3), (one.Statistics.Updates, two.Statistics.Updates));
    }

    [Fact]
    public async Task They_are_gone_when_the_store_is_opened_again()
    {
        var storage = new InMemoryFeedStorage();
        await using (var store = await ChatStore.OpenAsync(o => o with { StorageFactory = _ => storage }, Cancel))
        {
            store.Dispatch(new Typed(_ => "draft"));
            await store.DispatchAsync(new Said("said"), Cancel);
            store.Dispatch(default(Marked));
            Assert.Equal(("draft", 1), (store.State.Draft, store.State.Marks.Count));
        }

        await using var again = await ChatStore.OpenAsync(o => o with { StorageFactory = _ => storage }, Cancel);
        Assert.Equal(["said"], again.State.Lines);
        Assert.Equal(("", 0), (again.State.Draft, again.State.Marks.Count));
        Assert.Equal(1, again.Statistics.Updates);

        // Its sequences go on without a gap: a local action took none.
        await again.DispatchAsync(new Said("more"), Cancel);
        Assert.Equal(2, again.State.Lines.Count);
    }

    [Fact]
    public async Task They_are_made_from_the_state_draw_each_for_itself_and_have_a_place_in_the_order()
    {
        await using var store = await ChatStore.OpenAsync(cancellationToken: Cancel);
        var first = store.Dispatch(default(Marked));
        var second = store.Dispatch(static _ => default(Marked));
        var third = store.Dispatch(state => new Typed(_ => state.Marks[1]));
        Assert.True(first < second && second < third);
        Assert.NotEqual(store.State.Marks[0], store.State.Marks[1]);
        Assert.Equal(store.State.Marks[1], store.State.Draft);
        Assert.Equal("", store.History.StateAt(second).Draft);
        Assert.Single(store.History.StateAt(first).Marks);
    }

    [Fact]
    public async Task Each_whose_reducer_throws_is_told_of()
    {
        await using var store = await ChatStore.OpenAsync(cancellationToken: Cancel);
        var told = new System.Collections.Concurrent.ConcurrentQueue<Stamp>();
        using var subscription = store.SubscribeToEvents(happened =>
        {
            if (happened is ReducerThrew threw) told.Enqueue(threw.Stamp);
        });
        var first = store.Dispatch(new Typed(_ => throw new InvalidOperationException("one")));
        var second = store.Dispatch(new Typed(_ => throw new InvalidOperationException("two")));
        await store.DisposeAsync();
        Assert.Equal([first, second], told);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task They_survive_rewinds_where_they_stood(int seed)
    {
        var random = new Random(seed);
        var network = new InMemoryNetwork();
        var connection = network.Connect();
        await using var one = await ChatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection), Cancel);
        await using var two = await ChatStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), Cancel);
        connection.Disconnect();
        var draft = "";
        for (var i = 0; i < 200; i++)
        {
            var letter = $"{i % 10}";
            if (random.Next(2) == 0) one.Dispatch(new Said("one " + letter));
            else
            {
                one.Dispatch(new Typed(text => text + letter));
                draft += letter;
            }

            if (random.Next(3) == 0) one.Dispatch(default(Marked));
            if (random.Next(3) == 0) two.Dispatch(new Said("two " + letter));
        }

        var marks = one.State.Marks;
        connection.Reconnect();
        await one.FlushAsync(Cancel);
        await two.DispatchAsync(new Closed(), Cancel);
        await Eventually.Holds(() => one.State.IsClosed && two.State.IsClosed && one.State.Lines.SequenceEqual(two.State.Lines));
        Assert.Equal(draft, one.State.Draft);
        Assert.Equal(marks, one.State.Marks);
        Assert.Equal("", two.State.Draft);
        Assert.True(one.Statistics.Rewinds > 0);
    }
}
