using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Tests;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Signers: what is dispatched here is signed before it is encoded, in order.</summary>
public sealed class SignerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signer_completes_an_action_with_what_the_update_will_carry()
    {
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        store.Dispatch(new Sworn("one"));
        await store.DispatchAsync(new Sworn("two"), Cancel);
        store.Dispatch(state => new Sworn(state.Choices[0] + "'"));
        await store.DispatchAsync(state => new Sworn(state.Choices[1] + "'"), Cancel);
        Assert.Equal(["one", "two", "one'", "two'"], store.State.Choices);
        foreach (var update in store.History)
        {
            var action = Assert.IsType<Sworn>(update.Action);
            Assert.Equal((update.Timestamp.ToUnixTimeMilliseconds(), store.Source.Peer.ToString()), (action.At, action.By));
        }
    }

    /// <summary>What is prepared sees every update before its own, from whichever thread, and nothing comes between.</summary>
    [Fact]
    public async Task Preparing_signing_and_reducing_are_one()
    {
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++) store.Dispatch(state => new Sworn($"{state.Choices.Count}"));
                for (var i = 0; i < 50; i++) await store.DispatchAsync(state => new Sworn($"{state.Choices.Count}"), Cancel);
            },
            Cancel)));
        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"{i}"), store.State.Choices);
    }

    [Fact]
    public async Task A_preparation_that_fails_logs_nothing_and_cannot_dispatch_in_turn()
    {
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        Assert.Throws<IOException>(() => store.Dispatch(Sworn (_) => throw new IOException("as asked")));
        Assert.Throws<InvalidOperationException>(() => store.Dispatch(static Sworn (_) => null!));
        Assert.Throws<InvalidOperationException>(() => store.Dispatch(_ =>
        {
            store.Dispatch(new Sworn("inner"));
            return new Sworn("outer");
        }));
        Assert.Empty(store.History);
        store.Dispatch(new Sworn("after"));
        Assert.Equal(["after"], store.State.Choices);
    }

    [Fact]
    public async Task A_signer_that_throws_fails_its_own_call_only()
    {
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        var refused = Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Sworn("")));
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        await Assert.ThrowsAsync<ActionRefusedException>(async () => await store.DispatchAsync(_ => new Sworn(""), Cancel));
        store.Dispatch(new Sworn("one"));
        Assert.Equal(["one"], store.State.Choices);
    }

    /// <summary>The ancestor's signAsync puts one's own actions into the order in which they were signed.</summary>
    [Fact]
    public async Task Signing_does_not_reorder_one_s_own_actions_by_completion()
    {
        var notary = new Notary();
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        var stamps = Enumerable.Range(0, 5).Select(i => store.DispatchAsync(new Notarized($"{i}"), Cancel).AsTask()).ToList();
        Assert.Equal(5, notary.Asked);
        foreach (var i in new[] { 4, 2, 3, 1 }) notary.Complete($"{i}");
        Assert.Empty(store.State.Choices);
        Assert.DoesNotContain(stamps, stamp => stamp.IsCompleted);
        notary.Complete("0");
        var all = await Task.WhenAll(stamps);
        Assert.Equal(["0s", "1s", "2s", "3s", "4s"], store.State.Choices);
        Assert.Equal(all.Order(), all);
    }

    [Fact]
    public async Task One_that_fails_or_is_cancelled_leaves_its_place_to_those_after_it()
    {
        var notary = new Notary();
        await using var store = await BallotStore.OpenAsync(cancellationToken: Cancel);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var fails = store.DispatchAsync(new Notarized("fails"), Cancel).AsTask();
        var cancelled = store.DispatchAsync(new Notarized("cancelled"), cancel.Token).AsTask();
        var last = store.DispatchAsync(new Notarized("last"), Cancel).AsTask();
        notary.Complete("last");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(last.IsCompleted);
        notary.Fail("fails");
        Assert.IsType<IOException>((await Assert.ThrowsAsync<ActionRefusedException>(() => fails)).InnerException);
        await last;
        Assert.Equal(["lasts"], store.State.Choices);
    }

    [Fact]
    public async Task No_more_are_signed_at_a_time_than_the_options_say()
    {
        var notary = new Notary();
        await using var store = await BallotStore.OpenAsync(o => o with { MaxPendingSignings = 2 }, Cancel);
        var stamps = Enumerable.Range(0, 4).Select(i => store.DispatchAsync(new Notarized($"{i}"), Cancel).AsTask()).ToList();
        Assert.Equal(2, notary.Asked);
        notary.Complete("1");
        Assert.Equal(2, notary.Asked);
        notary.Complete("0");
        await Eventually.Holds(() => notary.Asked == 4);
        notary.Complete("3");
        notary.Complete("2");
        await Task.WhenAll(stamps);
        Assert.Equal(["0s", "1s", "2s", "3s"], store.State.Choices);
    }

    [Fact]
    public async Task Disposing_cancels_what_is_being_signed()
    {
        var notary = new Notary { Heeds = false };
        var store = await BallotStore.OpenAsync(o => o with { MaxPendingSignings = 1 }, Cancel);
        var signing = store.DispatchAsync(new Notarized("signing"), Cancel).AsTask();
        var waiting = store.DispatchAsync(new Notarized("waiting"), Cancel).AsTask();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => signing);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal(1, notary.Asked);
    }

    [Fact]
    public void An_action_signed_later_cannot_be_dispatched_at_once() =>
        Assert.DoesNotContain(typeof(BallotStore).GetMethods(), method => method.Name == "Dispatch" && method.ToString()!.Contains(nameof(Notarized), StringComparison.Ordinal));

    /// <summary>Signs when the test says so.</summary>
    private sealed class Notary
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource<string>> _asked = new(StringComparer.Ordinal);

        public Notary() => BallotRules.Notary.Value = (text, cancellationToken) =>
            Heeds ? Asking(text).Task.WaitAsync(cancellationToken) : Asking(text).Task;

        public bool Heeds { get; init; } = true;

        public int Asked => _asked.Count;

        public void Complete(string text) => _asked[text].SetResult("s");

        public void Fail(string text) => _asked[text].SetException(new IOException("as asked"));

        private TaskCompletionSource<string> Asking(string text) =>
            _asked.GetOrAdd(text, static _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
