namespace Scuttlegen.Tests.Store;

/// <summary>Hooks that run out of stack, wait for themselves, or outlive what they are for.</summary>
public class HookFailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>It says nothing about the update, so voiding it would diverge (I9); nor may a peer that sends it stop the store.</summary>
    [Fact]
    public async Task A_verifier_that_runs_out_of_stack_halts_the_history_but_not_the_gossip()
    {
        var network = new InMemoryNetwork();
        var storage = new InMemoryFeedStorage();
        await using var author = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        author.Dispatch(new Added(1));
        await author.FlushAsync(Cancel);

        var isPoor = true;
        var table = new LedgerTable { Verifying = (_, _) => isPoor ? throw new InsufficientExecutionStackException() : true };
        for (var opening = 0; opening < 2; opening++)
        {
            await using var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => storage }, table);
            await Eventually.Holds(() => store.Statistics.Updates == 1);
            Assert.Equal(1, store.State.Value);
            Assert.IsType<InsufficientExecutionStackException>(Assert.Throws<HistoryHaltedException>(() => store.Dispatch(new Noted("after"))).InnerException);
        }

        isPoor = false;
        await using var again = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }, table);
        Assert.Equal(2, again.State.Value);
    }

    [Fact]
    public async Task An_action_that_is_nested_too_deep_to_be_encoded_is_refused()
    {
        await using var store = await LedgerStore.OpenAsync(
            table: new LedgerTable { Writing = static action => _ = action is Noted ? throw new InsufficientExecutionStackException() : 0 });
        Assert.IsType<InsufficientExecutionStackException>(Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Noted("deep"))).InnerException);
        store.Dispatch(new Added(1));
        Assert.Equal(2, store.State.Value);
    }

    [Fact]
    public async Task A_signer_that_would_wait_for_itself_is_told_so()
    {
        LedgerStore? store = null;
        var table = new LedgerTable
        {
            Signing = async (action, _, token) =>
            {
                if (action.Amount == 1) await store!.DispatchSignedAsync(new Added(2), token);
                else store!.Dispatch(new Noted("another"));
                return action;
            },
        };
        await using (store = await LedgerStore.OpenAsync(table: table))
        {
            var refused = await Assert.ThrowsAsync<ActionRefusedException>(() => store.DispatchSignedAsync(new Added(1), Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel));
            Assert.IsType<InvalidOperationException>(refused.InnerException);
            await store.DispatchSignedAsync(new Added(3), Cancel);
            Assert.Equal((4, 1), (store.State.Value, store.State.Notes.Count));
        }
    }

    [Fact]
    public async Task A_cancelled_signing_names_the_caller_s_token_and_logs_nothing()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var store = await LedgerStore.OpenAsync(table: new LedgerTable
        {
            Signing = async (action, _, _) =>
            {
                // Signed, and then cancelled before it is logged.
                await caller.CancelAsync();
                return action;
            },
        });
        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.DispatchSignedAsync(new Added(1), caller.Token).AsTask());
        Assert.Equal(caller.Token, canceled.CancellationToken);
        Assert.Empty(store.History);
    }
}
