using System.Runtime.CompilerServices;

namespace Scuttlegen.Tests;

/// <summary>What the store does when storage, subscribers, reducers or callers misbehave.</summary>
public class StoreFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A storage whose appends wait, or fail, as the test says.</summary>
    private sealed class Gated : IFeedStorage
    {
        private readonly InMemoryFeedStorage _inner = new();

        public TaskCompletionSource Gate { get; set; } = Opened();

        public int Appends { get; private set; }

        public static TaskCompletionSource Opened()
        {
            var gate = new TaskCompletionSource();
            gate.SetResult();
            return gate;
        }

        public ValueTask<Source> OpenAsync(StoreId store, CancellationToken cancellationToken = default) => _inner.OpenAsync(store, cancellationToken);

        public ValueTask<int> BeginReplayAsync(CancellationToken cancellationToken = default) => _inner.BeginReplayAsync(cancellationToken);

        public ValueTask EndReplayAsync(CancellationToken cancellationToken = default) => _inner.EndReplayAsync(cancellationToken);

        public async IAsyncEnumerable<StoredBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var batch in _inner.ReadAsync(cancellationToken)) yield return batch;
        }

        public ValueTask<IReadOnlyList<StoredProof>> ReadProofsAsync(CancellationToken cancellationToken = default) => _inner.ReadProofsAsync(cancellationToken);

        public ValueTask RecordAsync(Source self, IReadOnlyList<StoredProof> proofs, CancellationToken cancellationToken = default) =>
            _inner.RecordAsync(self, proofs, cancellationToken);

        public async ValueTask AppendAsync(IReadOnlyList<StoredBatch> batches, CancellationToken cancellationToken = default)
        {
            Appends++;
            await Gate.Task.WaitAsync(cancellationToken);
            await _inner.AppendAsync(batches, cancellationToken);
        }

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_sees_an_update_before_it_is_durable()
    {
        var network = new InMemoryNetwork();
        var storage = new Gated();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => storage });
        await using var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        storage.Gate = new TaskCompletionSource();
        var acknowledged = a.DispatchAsync(new Added(1), Cancel).AsTask();
        await Eventually.Holds(() => storage.Appends > 0);
        Assert.Equal(2, a.State.Value);
        Assert.False(acknowledged.IsCompleted);
        Assert.Empty(b.History);

        storage.Gate.SetResult();
        await acknowledged;
        await Eventually.Holds(() => b.State.Value == 2);
    }

    [Fact]
    public async Task A_store_that_stops_keeps_nobody_waiting_for_a_signer()
    {
        var storage = new Gated();
        var table = new LedgerTable { Signing = static (_, _, _) => new(new TaskCompletionSource<object>().Task) };
        await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }, table);
        storage.Gate = new TaskCompletionSource();
        storage.Gate.SetException(new IOException("the disk is full"));
        var signing = store.DispatchSignedAsync(new Added(1), Cancel).AsTask();
        store.Dispatch(new Noted("cannot be stored"));
        Assert.IsType<IOException>((await Assert.ThrowsAsync<StoreFaultedException>(() => signing.WaitAsync(TimeSpan.FromSeconds(30), Cancel))).InnerException);
    }

    /// <summary>Restored from a backup, it meets its own later batch while one update is being stored and another waits.</summary>
    [Fact]
    public async Task Whoever_dispatched_while_the_source_changed_gets_the_stamp_that_is_durable()
    {
        var network = new InMemoryNetwork();
        var (whole, backup) = (new InMemoryFeedStorage(), new Gated());
        StoreId id;
        Source old;
        await using (var first = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => whole }))
        {
            await first.DispatchAsync(new Added(1), Cancel);
            (id, old) = (first.StoreId, first.Source);
        }

        List<StoredBatch> batches = [];
        await whole.OpenAsync(id, Cancel);
        await foreach (var batch in whole.ReadAsync(Cancel)) batches.Add(batch);
        await backup.OpenAsync(id, Cancel);
        await backup.RecordAsync(old, [], Cancel);
        await backup.DisposeAsync();

        await using var other = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await using var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { StorageFactory = _ => backup });
        var events = new List<StoreEvent>();
        using var subscription = store.SubscribeToEvents(happened =>
        {
            lock (events) events.Add(happened);
        });
        await Eventually.Holds(() => other.Peers.Length == 1);
        backup.Gate = new TaskCompletionSource();
        var storing = store.DispatchAsync(new Added(10), Cancel).AsTask();
        await Eventually.Holds(() => backup.Appends > 0);
        var waiting = store.DispatchAsync(new Added(100), Cancel).AsTask();
        var lost = new Feed(id, old, 0);
        lost.Append(Scuttlegen.Wire.Batch.Read(batches[0].Header.Span, batches[0].Body.Span));
        await using var messenger = await network.Connect().JoinAsync(id, new Source(PeerId.NewRandom(), 1), new Deaf(), Cancel);
        await messenger.BroadcastAsync(Scuttlegen.Wire.LiveMessage.ToFrame(id, other.Source, new Scuttlegen.Wire.Section(lost, 0, 1)), Cancel);
        backup.Gate.SetResult();

        Assert.Equal(old, (await storing).Source);
        var moved = await waiting;
        Assert.NotEqual(old, store.Source);
        Assert.Equal(store.Source, moved.Source);
        Assert.Contains(store.History, update => update.Stamp == moved);
        await Eventually.Holds(() => other.State.Value == 112 && store.State.Value == 112);
        await Eventually.Holds(() =>
        {
            lock (events) return events.OfType<IncarnationChanged>().Any();
        });
        lock (events) Assert.Equal(moved, Assert.Single(Assert.Single(events.OfType<IncarnationChanged>()).Moved).New);

        // The others reach it under its new name: what is sent to it alone arrives too.
        await Eventually.Holds(() => other.Peers.Any(peer => peer.Source == store.Source) && other.Peers.All(peer => peer.Source != old));
    }

    private sealed class Deaf : ITransportReceiver
    {
        public void OnFrame(ReadOnlySpan<byte> frame)
        {
        }

        public void OnConnected()
        {
        }

        public void OnDisconnected(string reason)
        {
        }

        public void OnFramesLost(string reason)
        {
        }
    }

    [Fact]
    public async Task A_failed_append_takes_the_updates_back_and_stops_the_store()
    {
        var storage = new Gated();
        await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
        var events = new List<StoreEvent>();
        using var subscription = store.SubscribeToEvents(happened =>
        {
            lock (events) events.Add(happened);
        });
        await store.DispatchAsync(new Added(10), Cancel);

        storage.Gate = new TaskCompletionSource();
        var lost = store.DispatchAsync(new Added(100), Cancel).AsTask();
        var alsoLost = store.Dispatch(new Added(1000));
        storage.Gate.SetException(new IOException("No space left on device"));

        var fault = await Assert.ThrowsAsync<StoreFaultedException>(() => lost);
        Assert.Contains("No space left", fault.Message, StringComparison.Ordinal);
        Assert.Throws<StoreFaultedException>(() => store.Dispatch(new Added(1)));
        Assert.Equal(11, store.State.Value);
        Assert.Single(store.History);
        await Eventually.Holds(() =>
        {
            lock (events) return events.OfType<AppendFailed>().Any() && events.OfType<StoreFaulted>().Any();
        });
        lock (events) Assert.Contains(alsoLost, events.OfType<AppendFailed>().Single().Stamps);
    }

    [Fact]
    public async Task A_store_reopened_on_its_storage_goes_on_where_it_stopped()
    {
        var storage = new InMemoryFeedStorage();
        Source source;
        await using (var first = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }))
        {
            source = first.Source;
            for (var i = 0; i < 1000; i++) first.Dispatch(new Added(i));
            first.Dispatch(new Noted("last"));
        }

        await using var second = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
        Assert.Equal(source, second.Source);
        Assert.Equal(1001, second.History.Count);
        Assert.Equal(1 + (999 * 1000 / 2), second.State.Value);
        Assert.Equal(1002UL, second.Dispatch(new Added(1)).Time);
        Assert.Equal(1002UL, second.History.Last().Sequence);
    }

    [Fact]
    public async Task A_full_queue_makes_dispatch_throw_and_dispatch_async_wait()
    {
        var storage = new Gated();
        await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage, MaxPendingBytes = 64 * 1024 });
        storage.Gate = new TaskCompletionSource();
        var dispatched = 0;
        var busy = Assert.Throws<StoreBusyException>((Action)(() =>
        {
            for (; dispatched < 1000; dispatched++) store.Dispatch(new Noted(new string('x', 1000)));
        }));
        Assert.Contains("DispatchAsync", busy.Message, StringComparison.Ordinal);
        Assert.InRange(dispatched, 60, 70);

        var waiting = store.DispatchAsync(new Added(1), Cancel).AsTask();
        using var impatient = new CancellationTokenSource();
        var cancelled = store.DispatchAsync(new Added(2), impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(waiting.IsCompleted);

        var gate = storage.Gate;
        storage.Gate = Gated.Opened();
        gate.SetResult();
        await waiting;
        Assert.Equal(dispatched + 1, store.History.Count);
    }

    [Fact]
    public async Task A_subscriber_that_throws_harms_nobody_else()
    {
        await using var store = await LedgerStore.OpenAsync();
        var thrown = new TaskCompletionSource<Exception>();
        var told = new TaskCompletionSource<long>();
        using var events = store.SubscribeToEvents(happened =>
        {
            if (happened is SubscriberThrew threw) thrown.TrySetResult(threw.Exception);
        });
        using var bad = store.Subscribe(_ => throw new InvalidOperationException("mine"));
        using var good = store.Subscribe(state => told.TrySetResult(state.Value));
        store.Dispatch(new Added(5));
        Assert.Equal(6, await told.Task.WaitAsync(Cancel));
        Assert.Equal("mine", (await thrown.Task.WaitAsync(Cancel)).Message);
    }

    [Fact]
    public async Task A_subscriber_may_dispatch()
    {
        await using var store = await LedgerStore.OpenAsync();
        using var subscription = store.Subscribe(state =>
        {
            if (state.Value < 10) store.Dispatch(new Added(1));
        });
        store.Dispatch(new Added(1));
        await Eventually.Holds(() => store.State.Value == 10);
    }

    [Fact]
    public async Task A_subscriber_is_told_no_more_after_it_unsubscribed()
    {
        await using var store = await LedgerStore.OpenAsync();
        var calls = 0;
        var subscription = store.Subscribe(_ => Interlocked.Increment(ref calls));
        store.Dispatch(new Added(1));
        await Eventually.Holds(() => Volatile.Read(ref calls) == 1);
        subscription.Dispose();
        var last = new TaskCompletionSource();
        using var after = store.Subscribe(_ => last.TrySetResult());
        store.Dispatch(new Added(1));
        await last.Task.WaitAsync(Cancel);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Dispatching_from_a_reducer_is_a_clear_error()
    {
        LedgerStore? store = null;
        Exception? seen = null;
        var table = new LedgerTable
        {
            Folding = action =>
            {
                if (action is not Multiplied) return;
                seen = Record.Exception(() => store!.Dispatch(new Added(1)));
            },
        };
        await using (store = await LedgerStore.OpenAsync(table: table))
        {
            store.Dispatch(new Multiplied(2));
            Assert.Contains("reducer", Assert.IsType<InvalidOperationException>(seen).Message, StringComparison.Ordinal);
            Assert.Equal(2, store.State.Value);
        }
    }

    [Fact]
    public async Task A_reducer_that_throws_makes_a_no_op_and_an_event()
    {
        await using var store = await LedgerStore.OpenAsync();
        var threw = new TaskCompletionSource<ReducerThrew>();
        using var events = store.SubscribeToEvents(happened =>
        {
            if (happened is ReducerThrew it) threw.TrySetResult(it);
        });
        var stamp = store.Dispatch(new Failed());
        store.Dispatch(new Added(1));
        Assert.Equal(2, store.State.Value);
        var told = await threw.Task.WaitAsync(Cancel);
        Assert.Equal(stamp, told.Stamp);
        Assert.Equal("Failed", told.Kind);
    }

    [Fact]
    public async Task An_action_whose_reducer_runs_out_of_stack_is_refused_before_it_is_logged()
    {
        var table = new LedgerTable { Folding = action => _ = action is Multiplied ? throw new InsufficientExecutionStackException() : 0 };
        await using var store = await LedgerStore.OpenAsync(table: table);
        Assert.IsType<InsufficientExecutionStackException>(Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Multiplied(2))).InnerException);
        Assert.Equal(1UL, store.Dispatch(new Added(2)).Time);
        Assert.Equal(3, store.State.Value);
    }

    [Fact]
    public async Task Running_out_of_memory_in_a_replay_halts_the_history_but_not_the_gossip()
    {
        var network = new InMemoryNetwork();
        await using var author = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        author.Dispatch(new Added(1));
        author.Dispatch(new Multiplied(2));
        author.Dispatch(new Added(1));
        await author.FlushAsync(Cancel);

        var poor = new LedgerTable { Folding = action => _ = action is Multiplied ? throw new InsufficientMemoryException() : 0 };
        var halted = new TaskCompletionSource<HistoryHalted>();
        await using var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()), poor);
        using var events = store.SubscribeToEvents(happened => _ = happened is HistoryHalted told && halted.TrySetResult(told));
        Assert.IsType<InsufficientMemoryException>((await halted.Task.WaitAsync(Cancel)).Reason);
        Assert.Equal(1, store.State.Value);
        Assert.Equal(3, store.History.Count);
        Assert.Equal(1, store.History.StateAt(default).Value);
        Assert.IsType<InsufficientMemoryException>(Assert.Throws<HistoryHaltedException>(() => store.Dispatch(new Added(1))).InnerException);

        // It still passes on what it cannot reduce.
        await author.DisposeAsync();
        await using var late = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await Eventually.Holds(() => late.State.Value == 5);
    }

    [Fact]
    public async Task An_action_without_utf8_form_is_refused_and_nothing_changes()
    {
        await using var store = await LedgerStore.OpenAsync();
        var refused = Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Noted("a\ud800")));
        Assert.Equal("Noted", refused.Kind);
        Assert.Equal(1UL, store.Dispatch(new Added(1)).Time);
        Assert.Single(store.History);
    }

    [Fact]
    public async Task An_action_that_is_too_large_is_refused_and_nothing_changes()
    {
        await using var store = await LedgerStore.OpenAsync();
        var refused = Assert.Throws<ActionRefusedException>(() => store.Dispatch(new Noted(new string('x', 40_000))));
        Assert.Contains("31744", refused.Message, StringComparison.Ordinal);
        Assert.Empty(store.History);
    }

    [Fact]
    public async Task Dispatching_what_a_function_makes_of_the_state_is_atomic()
    {
        await using var store = await LedgerStore.OpenAsync();
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            // Doubles, whatever the state is at that moment.
            for (var i = 0; i < 10; i++) store.Dispatch(state => new Added(state.Value));
        }));
        await Task.WhenAll(workers);
        Assert.Equal(1L << 40, store.State.Value);
    }

    [Fact]
    public async Task A_disposed_store_refuses_and_can_be_disposed_again()
    {
        var store = await LedgerStore.OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => store.Dispatch(new Added(1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.FlushAsync(Cancel));
        Assert.Equal(1, store.State.Value);
    }

    [Fact]
    public async Task A_store_can_be_disposed_by_its_subscriber()
    {
        var store = await LedgerStore.OpenAsync();
        var disposed = new TaskCompletionSource();
        using var subscription = store.Subscribe(_ => store.DisposeAsync().AsTask().ContinueWith(_ => disposed.TrySetResult(), TaskScheduler.Default));
        store.Dispatch(new Added(1));
        await disposed.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task Disposing_sends_what_was_dispatched_and_says_good_bye()
    {
        var network = new InMemoryNetwork();
        await using var a = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        var b = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()));
        await Eventually.Holds(() => a.Peers.Length == 1);
        for (var i = 0; i < 10_000; i++) b.Dispatch(new Added(1));
        await b.DisposeAsync();
        await Eventually.Holds(() => a.History.Count == 10_000 && a.Peers.IsEmpty);
    }

    [Theory]
    [InlineData("MaxPendingBytes")]
    [InlineData("MaxInboxBytes")]
    [InlineData("PeerName")]
    [InlineData("HeartbeatInterval")]
    [InlineData("PeerTimeout")]
    [InlineData("Room")]
    public async Task An_option_out_of_range_is_named(string option)
    {
        var invalid = await Assert.ThrowsAsync<ArgumentException>(async () => await LedgerStore.OpenAsync(o => option switch
        {
            "MaxPendingBytes" => o with { MaxPendingBytes = 1 },
            "MaxInboxBytes" => o with { MaxInboxBytes = 0 },
            "PeerName" => o with { PeerName = new string('x', 65) },
            "HeartbeatInterval" => o with { Gossip = new GossipOptions { HeartbeatInterval = TimeSpan.Zero } },
            "PeerTimeout" => o with { Gossip = new GossipOptions { PeerTimeout = TimeSpan.FromMilliseconds(1) } },
            _ => o with { Room = null! },
        }));
        Assert.Contains($"{option} takes", invalid.Message, StringComparison.Ordinal);
    }

    /// <summary>It would be asked for again for ever.</summary>
    [Fact]
    public async Task An_inbox_that_no_full_answer_fits_is_refused()
    {
        var gossip = new GossipOptions { MaxReplyBytes = 4 * 1024 * 1024 };
        var invalid = await Assert.ThrowsAsync<ArgumentException>(async () => await LedgerStore.OpenAsync(o => o with { Gossip = gossip, MaxInboxBytes = gossip.MaxReplyBytes }));
        Assert.Contains("MaxInboxBytes takes", invalid.Message, StringComparison.Ordinal);
        await using var store = await LedgerStore.OpenAsync(o => o with { Gossip = gossip, MaxInboxBytes = gossip.MaxReplyBytes + (64 * 1024) });
    }

    [Fact]
    public async Task States_are_posted_to_the_context_of_the_subscriber_and_coalesced()
    {
        var context = new ManualContext();
        await using var store = await LedgerStore.OpenAsync();
        var seen = new List<long>();
        SynchronizationContext.SetSynchronizationContext(context);
        var subscription = store.Subscribe(state => seen.Add(state.Value));
        SynchronizationContext.SetSynchronizationContext(null);
        store.Dispatch(new Added(1));
        await Eventually.Holds(() => context.Pending == 1);
        for (var i = 0; i < 100; i++) store.Dispatch(new Added(1));
        var told = new TaskCompletionSource();
        using var other = store.Subscribe(state => _ = state.Value == 1000 ? told.TrySetResult() : false);
        store.Dispatch(state => new Added(1000 - state.Value));
        await told.Task.WaitAsync(Cancel);
        Assert.Equal(1, context.Pending);
        context.RunAll();
        Assert.Equal([1000L], seen);
        subscription.Dispose();
    }

    private sealed class ManualContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback, object?)> _posted = new();

        public int Pending
        {
            get
            {
                lock (_posted) return _posted.Count;
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_posted) _posted.Enqueue((d, state));
        }

        public void RunAll()
        {
            while (_posted.TryDequeue(out var posted)) posted.Item1(posted.Item2);
        }
    }
}
