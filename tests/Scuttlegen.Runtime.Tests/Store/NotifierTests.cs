using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scuttlegen.Tests;

public class NotifierTests
{
    [Fact]
    public async Task A_state_published_while_another_is_told_is_told_next_and_each_once()
    {
        object published = 0;
        var told = new List<int>();
        var last = new TaskCompletionSource();
        Notifier<int>? notifier = null;
        notifier = new Notifier<int>(() => Volatile.Read(ref published), NullLogger.Instance);
        using var subscription = notifier.Subscribe(
            state =>
            {
                told.Add(state);
                if (state == 3) last.SetResult();
                else Publish(state + 1);
            },
            Delivery.Batched);
        Publish(1);
        await last.Task.WaitAsync(TestContext.Current.CancellationToken);
        notifier.StateChanged();
        await notifier.DisposeAsync();
        Assert.Equal([1, 2, 3], told);

        void Publish(int state)
        {
            Volatile.Write(ref published, state);
            notifier!.StateChanged();
        }
    }

    [Fact]
    public async Task Calls_posted_to_many_threads_come_one_at_a_time_and_the_end_comes_last_and_once()
    {
        object published = 0;
        await using var notifier = new Notifier<int>(() => Volatile.Read(ref published), NullLogger.Instance);
        using var entered = new SemaphoreSlim(0);
        using var mayLeave = new SemaphoreSlim(0);
        var observer = new Strict(
            _ =>
            {
                entered.Release();
                mayLeave.Wait(TestContext.Current.CancellationToken);
            });
        var context = new Threads();
        using var subscription = notifier.Subscribe(observer, Delivery.On(context));
        for (var state = 1; state <= 3; state++)
        {
            Volatile.Write(ref published, state);
            notifier.StateChanged();
            if (state == 1) await entered.WaitAsync(TestContext.Current.CancellationToken);
        }

        // The first call is held until all that is told has been posted: what overlaps it waits beside it.
        await notifier.DisposeAsync();
        _ = Assert.Single(context.All());
        mayLeave.Release(100);
        await observer.Ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(context.All());
        Assert.Equal([1, 3], observer.Told);
        Assert.Equal((0, 1), (observer.Overlaps, observer.Ends));
    }

    [Fact]
    public async Task Whoever_subscribes_just_at_the_end_is_told_of_it_once()
    {
        var notifier = new Notifier<int>(static () => 0, NullLogger.Instance);
        var late = new Strict(static _ => { });
        var first = new Strict(static _ => { }) { AtEnd = () => _ = notifier.Subscribe(late, Delivery.Immediate) };
        using var subscription = notifier.Subscribe(first, Delivery.Batched);
        await notifier.DisposeAsync();
        Assert.Equal((1, 1), (first.Ends, late.Ends));
    }

    [Fact]
    public async Task An_observer_that_throws_at_the_end_harms_not_even_the_one_who_subscribes_it()
    {
        var notifier = new Notifier<int>(static () => 0, NullLogger.Instance);
        await notifier.DisposeAsync();
        var observer = new Strict(static _ => { }) { AtEnd = static () => throw new InvalidOperationException("as wanted") };
        using var subscription = notifier.Subscribe(observer, Delivery.Batched);
        Assert.Equal(1, observer.Ends);
    }

    [Fact]
    public async Task Immediate_subscribers_are_not_told_what_was_so_before_they_came()
    {
        object published = 0;
        await using var notifier = new Notifier<int>(() => Volatile.Read(ref published), NullLogger.Instance);
        Volatile.Write(ref published, (object)1);
        notifier.TellImmediate();
        var told = new List<int>();
        using var subscription = notifier.Subscribe(told.Add, Delivery.Immediate);
        notifier.TellImmediate();
        Assert.Empty(told);
    }

    private sealed class Strict(Action<int> onNext) : IObserver<int>
    {
        private int _inside;
        private int _overlaps;
        private int _ends;

        public ConcurrentQueue<int> Told { get; } = new();

        public int Overlaps => _overlaps;

        public int Ends => _ends;

        public Action? AtEnd { get; init; }

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnNext(int value)
        {
            if (Interlocked.Increment(ref _inside) > 1) Interlocked.Increment(ref _overlaps);
            Told.Enqueue(value);
            onNext(value);
            Interlocked.Decrement(ref _inside);
        }

        public void OnCompleted()
        {
            if (Volatile.Read(ref _inside) > 0) Interlocked.Increment(ref _overlaps);
            Interlocked.Increment(ref _ends);
            Ended.TrySetResult();
            AtEnd?.Invoke();
        }

        public void OnError(Exception error) => throw new NotSupportedException();
    }

    /// <summary>Each call on a thread of its own, as the thread pool may do it.</summary>
    private sealed class Threads : SynchronizationContext
    {
        private readonly ConcurrentQueue<Task> _calls = new();

        public override void Post(SendOrPostCallback d, object? state) =>
            _calls.Enqueue(Task.Factory.StartNew(() => d(state), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        public Task[] All() => [.. _calls];
    }
}
