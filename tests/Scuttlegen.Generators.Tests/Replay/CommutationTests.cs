using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Tests;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>A generated table that promises what it does not keep.</summary>
public sealed class CommutationTests
{
    [Fact]
    public async Task A_broken_promise_is_told_of_with_kind_and_reducers_and_peers_that_check_agree()
    {
        var cancel = TestContext.Current.CancellationToken;
        var network = new InMemoryNetwork();
        var connection = network.Connect();
        await using var one = await ScribbleStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection) with { CheckCommuting = true }, cancel);
        await using var two = await ScribbleStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { CheckCommuting = true }, cancel);
        var told = new TaskCompletionSource<CommutationBroken>();
        using var first = one.SubscribeToEvents(Note);
        using var second = two.SubscribeToEvents(Note);
        connection.Disconnect();
        for (var i = 0; i < 20; i++)
        {
            await one.DispatchAsync(new Scribbled("a"), cancel);
            await two.DispatchAsync(new Scribbled("b"), cancel);
        }

        connection.Reconnect();
        await Eventually.Holds(() => one.State.Text.Length == 40 && two.State.Text.Length == 40);
        Assert.Equal(one.State.Text, two.State.Text);
        var broken = await told.Task.WaitAsync(cancel);
        Assert.Equal(("Scribbled", "ScribbleReducers.Append"), (broken.Kind, broken.Reducers));

        void Note(StoreEvent happened)
        {
            if (happened is CommutationBroken broken) told.TrySetResult(broken);
        }
    }
}
