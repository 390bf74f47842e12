using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Scuttlegen;

/// <summary>
/// Tells subscribers of states and events on a loop of its own, so that a subscriber may dispatch, wait or be slow. States are
/// coalesced: whoever is late sees only the newest. Events are kept in order, the last <see cref="MaxPendingEvents"/> of them.
/// </summary>
internal sealed class Notifier<TState> : IAsyncDisposable
{
    /// <summary>Beyond it the oldest events are dropped; all were logged.</summary>
    public const int MaxPendingEvents = 4096;

    private readonly Channel<StoreEvent> _events = Channel.CreateBounded<StoreEvent>(
        new BoundedChannelOptions(MaxPendingEvents) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Subscriptions<TState> _states;
    private readonly Subscriptions<StoreEvent> _eventSubscriptions;
    private readonly Wakeup _wakeup = new();
    private readonly Func<TState> _readState;
    private readonly Func<long> _readVersion;
    private readonly Task _loop;
    private long _toldVersion;
    private volatile bool _isStopping;

    /// <param name="readState">Reads the newest state.</param>
    /// <param name="readVersion">Reads its version, which grows after each change.</param>
    /// <param name="logger">Where a subscriber's exceptions are logged.</param>
    public Notifier(Func<TState> readState, Func<long> readVersion, ILogger logger)
    {
        _readState = readState;
        _readVersion = readVersion;
        _eventSubscriptions = new Subscriptions<StoreEvent>(exception => logger.LogError(exception, "A subscriber to events threw."));
        _states = new Subscriptions<TState>(exception =>
        {
            logger.LogError(exception, "A subscriber threw.");
            Tell(new SubscriberThrew(exception));
        });
        _loop = Task.Run(RunAsync);
    }

    public IDisposable Subscribe(Action<TState> subscriber) => _states.Add(subscriber, SynchronizationContext.Current);

    public IDisposable Subscribe(Action<StoreEvent> subscriber) => _eventSubscriptions.Add(subscriber, context: null);

    /// <summary>Says that the state may have changed.</summary>
    public void StateChanged() => _wakeup.Set();

    public void Tell(StoreEvent happened)
    {
        _events.Writer.TryWrite(happened);
        _wakeup.Set();
    }

    /// <summary>Tells what is pending, then stops. Called from a subscriber, it does not wait for itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        _wakeup.Set();
        if (!IsOnLoop.Value) await _loop.ConfigureAwait(false);
    }

    private static AsyncLocal<bool> IsOnLoop { get; } = new();

    private async Task RunAsync()
    {
        IsOnLoop.Value = true;
        while (true)
        {
            var isLast = _isStopping;
            while (_events.Reader.TryRead(out var happened)) _eventSubscriptions.Notify(happened);

            // The version first: a state published between the two reads is then told once more; the other way round it would never be told.
            var version = _readVersion();
            if (version != _toldVersion)
            {
                _toldVersion = version;
                _states.Notify(_readState());
            }

            if (isLast) return;
            await _wakeup.WaitAsync().ConfigureAwait(false);
        }
    }
}
