using Microsoft.Extensions.Logging;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests;

/// <summary>What the store does when what it is given (transport, storage, logger, synchronization context) throws, waits or is shared.</summary>
public class StorePortTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storage_that_is_open_stays_locked_however_often_others_try()
    {
        var storage = new InMemoryFeedStorage();
        await using var store = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<IOException>(async () => await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage }));
    }

    [Fact]
    public async Task Flushing_waits_until_the_frames_were_handed_to_the_transport()
    {
        var transport = new Reluctant();
        await using var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(transport));
        transport.Gate = new TaskCompletionSource();

        // Not awaited: a heartbeat may be waiting at the gate before it.
        store.Dispatch(new Added(1));
        var flushed = store.FlushAsync(Cancel).AsTask();
        await transport.Reached.Task.WaitAsync(Cancel);
        var wasEarly = flushed.IsCompleted;
        transport.Gate.SetResult();
        await flushed;
        Assert.False(wasEarly);
    }

    /// <summary>Who flushes may leave: nobody can be asked for it afterwards.</summary>
    [Fact]
    public async Task What_was_dispatched_while_cut_off_is_with_the_others_when_flushing_completes()
    {
        var network = new InMemoryNetwork();
        var connection = network.Connect();
        var gossip = new GossipOptions { PullJitter = TimeSpan.FromSeconds(10) };
        await using var other = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(network.Connect()) with { Gossip = gossip });
        await using var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(connection) with { Gossip = gossip });
        connection.Disconnect();
        await store.DispatchAsync(new Added(1), Cancel);
        await Assert.ThrowsAsync<TransportUnavailableException>(async () => await store.FlushAsync(Cancel));
        connection.Reconnect();
        await store.FlushAsync(Cancel);
        await store.DisposeAsync();
        await Eventually.Holds(() => other.History.Count == 1);
    }

    [Fact]
    public async Task A_transport_that_throws_does_not_keep_the_storage_locked()
    {
        var storage = new InMemoryFeedStorage();
        var transport = new Reluctant { ThrowsAtTheEnd = true };
        var store = await LedgerStore.OpenAsync(o => o.AllowUnsigned().UseTransport(transport) with { StorageFactory = _ => storage });
        await Record.ExceptionAsync(async () => await store.DisposeAsync());
        await using var again = await LedgerStore.OpenAsync(o => o with { StorageFactory = _ => storage });
    }

    [Fact]
    public async Task A_context_that_refuses_harms_no_other_subscriber()
    {
        await using var store = await LedgerStore.OpenAsync();
        var told = new TaskCompletionSource<long>();
        SynchronizationContext.SetSynchronizationContext(new Refusing());
        using var bad = store.Subscribe(_ => { });
        SynchronizationContext.SetSynchronizationContext(null);
        using var good = store.Subscribe(state => told.TrySetResult(state.Value));
        store.Dispatch(new Added(5));
        Assert.Equal(6, await told.Task.WaitAsync(TimeSpan.FromSeconds(5), Cancel));
    }

    [Fact]
    public async Task A_logger_that_throws_stops_nothing()
    {
        await using var store = await LedgerStore.OpenAsync(o => o with { LoggerFactory = new Throwing() });
        store.Dispatch(new Failed());
        await store.DispatchAsync(new Added(1), Cancel);
        Assert.Equal(2, store.State.Value);
    }

    private sealed class Refusing : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new ObjectDisposedException("window");
    }

    private sealed class Throwing : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new AggregateException("disk full");
    }

    /// <summary>The store is well, and others hear its broadcasts: a transport that fails to change a name is asked again.</summary>
    [Fact]
    public async Task A_transport_that_fails_to_join_under_a_new_source_is_asked_again()
    {
        var transport = new Renaming();
        await using var store = await LedgerStore.OpenAsync(
            o => o.AllowUnsigned().UseTransport(transport) with { Gossip = new GossipOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(20) } });
        var before = store.Source;
        var feed = new Feed(store.StoreId, before, 0);
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 1, 0, [0x81, 0x05]);
        feed.Append(builder.Seal(1));
        transport.Receiver!.OnFrame(LiveMessage.ToFrame(store.StoreId, new Source(PeerId.NewRandom(), 1), new Section(feed, 0, 1)));
        await Eventually.Holds(() => transport.Joins >= 3);
        await store.DispatchAsync(new Added(1), Cancel);
        Assert.NotEqual(before, store.Source);
        await Eventually.Holds(() => transport.Left == 1);
        Assert.Equal(store.Source, transport.JoinedAs);
        Assert.Equal(3, transport.Joins);
    }

    /// <summary>Takes every broadcast, and fails the second time that somebody joins.</summary>
    private sealed class Renaming : ITransport
    {
        private volatile int _joins, _left;

        public ITransportReceiver? Receiver { get; private set; }

        public Source JoinedAs { get; private set; }

        public int Joins => _joins;

        public int Left => _left;

        public ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _joins) == 2) throw new IOException("not now");
            (Receiver, JoinedAs) = (receiver, self);
            return ValueTask.FromResult<ITransportLink>(new Link(this));
        }

        public ValueTask DisposeAsync() => default;

        private sealed class Link(Renaming transport) : ITransportLink
        {
            public int MaxFrameBytes => 1024 * 1024;

            public ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) => default;

            public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) => default;

            public ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;

            public ValueTask DisposeAsync()
            {
                Interlocked.Increment(ref transport._left);
                return default;
            }
        }
    }

    private sealed class Reluctant : ITransport, ITransportLink
    {
        public TaskCompletionSource? Gate { get; set; }

        /// <summary>Completes when a frame waits at the gate.</summary>
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool ThrowsAtTheEnd { get; init; }

        public int MaxFrameBytes => 1024 * 1024;

        public ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default)
        {
            receiver.OnConnected();
            return ValueTask.FromResult<ITransportLink>(this);
        }

        public async ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
        {
            if (Gate is not { } gate) return;
            Reached.TrySetResult();
            await gate.Task.WaitAsync(cancellationToken);
        }

        public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) => default;

        public ValueTask FlushAsync(CancellationToken cancellationToken = default) => ThrowsAtTheEnd ? throw new ObjectDisposedException("transport") : default;

        public ValueTask DisposeAsync() => ThrowsAtTheEnd ? throw new IOException("link") : default;
    }
}
