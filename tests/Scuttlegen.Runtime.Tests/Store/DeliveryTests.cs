using System.Collections.Concurrent;

namespace Scuttlegen.Tests.Store;

/// <summary>Who subscribes chooses where and how often it is told.</summary>
public class DeliveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Immediate_subscribers_are_told_before_dispatch_returns_on_the_thread_that_dispatched()
    {
        await using var store = await LedgerStore.OpenAsync();
        var told = new List<(long Value, int Thread)>();
        using var subscription = store.Subscribe(state => told.Add((state.Value, Environment.CurrentManagedThreadId)), Delivery.Immediate);
        for (var i = 1; i <= 100; i++)
        {
            store.Dispatch(new Added(1));
            Assert.Equal(i, told.Count);
        }

        Assert.Equal(Enumerable.Range(2, 100).Select(value => ((long)value, Environment.CurrentManagedThreadId)), told);
    }

    [Fact]
    public async Task Immediate_subscribers_may_dispatch_and_are_then_told_again_not_inside_of_the_call()
    {
        await using var store = await LedgerStore.OpenAsync();
        var told = new List<long>();
        var isInside = false;
        using var subscription = store.Subscribe(
            state =>
            {
                Assert.False(isInside);
                isInside = true;
                told.Add(state.Value);
                if (state.Value < 5) store.Dispatch(new Added(1));
                isInside = false;
            },
            Delivery.Immediate);
        store.Dispatch(new Added(1));
        Assert.Equal([2, 3, 4, 5], told);
    }

    [Fact]
    public async Task Immediate_calls_never_overlap_nor_go_back_and_the_last_has_the_newest_state()
    {
        await using var store = await LedgerStore.OpenAsync();
        var (inside, last, wrong) = (0, 0L, 0);
        using var subscription = store.Subscribe(
            state =>
            {
                if (Interlocked.Increment(ref inside) != 1 || state.Value <= last) wrong++;
                last = state.Value;
                Interlocked.Decrement(ref inside);
            },
            Delivery.Immediate);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 5_000; i++) store.Dispatch(new Added(1));
            },
            Cancel)));
        Assert.Equal((0, 20_001L), (wrong, last));
    }

    [Fact]
    public async Task A_synchronization_context_gets_one_call_at_a_time_with_the_newest_state()
    {
        await using var store = await LedgerStore.OpenAsync();
        var context = new Queued();
        var told = new List<long>();
        using var subscription = store.Subscribe(state => told.Add(state.Value), Delivery.On(context));
        store.Dispatch(new Added(1));
        var call = await context.NextAsync(Cancel);
        var seen = new TaskCompletionSource();
        using var batched = store.Subscribe(state => _ = state.Value == 4 ? seen.TrySetResult() : false, Delivery.Batched);
        store.Dispatch(new Added(1));
        store.Dispatch(new Added(1));
        await seen.Task.WaitAsync(Cancel);
        Assert.True(context.IsEmpty);
        call();
        Assert.Equal([4], told);
        store.Dispatch(new Added(1));
        (await context.NextAsync(Cancel))();
        Assert.Equal([4, 5], told);
    }

    [Fact]
    public async Task A_task_scheduler_runs_the_subscriber()
    {
        await using var store = await LedgerStore.OpenAsync();
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var on = new TaskCompletionSource<TaskScheduler>();
        using var subscription = store.Subscribe(_ => on.TrySetResult(TaskScheduler.Current), Delivery.On(scheduler));
        store.Dispatch(new Added(1));
        Assert.Same(scheduler, await on.Task.WaitAsync(Cancel));
    }

    [Fact]
    public async Task A_selector_tells_only_when_what_it_picks_has_changed()
    {
        await using var store = await LedgerStore.OpenAsync();
        var parities = new List<bool>();
        var byComparer = new List<string>();
        using var parity = store.Subscribe(state => state.Value % 2 == 0, parities.Add, EqualityComparer<bool>.Default, Delivery.Immediate);
        using var length = store.Subscribe(state => $"{state.Value}", byComparer.Add, new ByLength(), Delivery.Immediate);
        foreach (var amount in new[] { 1, 2, 2, 1, 5, 90 }) store.Dispatch(new Added(amount));

        // The values are 1; 2, 4, 6, 7, 12, 102.
        Assert.Equal([true, false, true], parities);
        Assert.Equal(["12", "102"], byComparer);
    }

    [Fact]
    public async Task Observers_see_each_change_and_the_end()
    {
        var observer = new Recorder();
        var store = await LedgerStore.OpenAsync();
        using var subscription = store.Subscribe(observer);
        store.Dispatch(new Added(1));
        await Eventually.Holds(() => observer.Values.Contains(2));
        await store.DisposeAsync();
        Assert.Null(await observer.Ended.Task.WaitAsync(Cancel));
    }

    [Fact]
    public async Task Whoever_observes_a_store_that_was_disposed_is_told_that_it_is_over()
    {
        var store = await LedgerStore.OpenAsync();
        await store.DisposeAsync();
        var observer = new Recorder();
        using var subscription = store.Subscribe(observer);
        Assert.Null(await observer.Ended.Task.WaitAsync(Cancel));
    }

    [Fact]
    public async Task Updates_that_arrive_together_are_one_change()
    {
        var network = new InMemoryNetwork();
        await using var author = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        for (var i = 0; i < 1000; i++) author.Dispatch(new Added(1));
        await author.FlushAsync(Cancel);
        var told = new ConcurrentQueue<long>();

        // Nothing arrives before the subscriber is there.
        var connection = network.Connect();
        connection.Disconnect();
        await using var reader = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection));
        using var subscription = reader.Subscribe(state => told.Enqueue(state.Value), Delivery.Immediate);
        connection.Reconnect();
        await Eventually.Holds(() => told.Contains(1001));
        Assert.Equal([1001], told);
    }

    private sealed class Queued : SynchronizationContext
    {
        private readonly System.Threading.Channels.Channel<Action> _calls = System.Threading.Channels.Channel.CreateUnbounded<Action>();

        public bool IsEmpty => _calls.Reader.Count == 0;

        public ValueTask<Action> NextAsync(CancellationToken cancellationToken) => _calls.Reader.ReadAsync(cancellationToken);

        public override void Post(SendOrPostCallback d, object? state) => _calls.Writer.TryWrite(() => d(state));
    }

    private sealed class ByLength : EqualityComparer<string>
    {
        public override bool Equals(string? x, string? y) => x?.Length == y?.Length;

        public override int GetHashCode(string obj) => obj.Length;
    }

    private sealed class Recorder : IObserver<Ledger>
    {
        public ConcurrentQueue<long> Values { get; } = new();

        public TaskCompletionSource<Exception?> Ended { get; } = new();

        public void OnCompleted() => Ended.SetResult(null);

        public void OnError(Exception error) => Ended.SetResult(error);

        public void OnNext(Ledger value) => Values.Enqueue(value.Value);
    }
}
