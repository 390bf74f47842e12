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

    private readonly StateSubscribers<TState> _batched;
    private readonly StateSubscribers<TState> _immediate;
    private readonly Subscriptions<StoreEvent> _eventSubscriptions;
    private readonly Wakeup _wakeup = new();
    private readonly Func<object?> _read;
    private readonly Task _loop;
    private volatile bool _isStopping;
    private volatile bool _isStopped;
    private volatile Exception? _fault;

    /// <param name="read">Reads the newest state, boxed if it is a struct: another object means another state.</param>
    /// <param name="logger">Where a subscriber's exceptions are logged.</param>
    public Notifier(Func<object?> read, ILogger logger)
    {
        _read = read;
        _eventSubscriptions = new Subscriptions<StoreEvent>(exception => logger.LogError(exception, "A subscriber to events threw."));
        Subscriptions<TState> Create() => new(exception =>
        {
            logger.LogError(exception, "A subscriber threw.");
            Tell(new SubscriberThrew(exception));
        });
        _batched = new StateSubscribers<TState>(read, Create());
        _immediate = new StateSubscribers<TState>(read, Create());
        _loop = Task.Run(RunAsync);
    }

    public IDisposable Subscribe(Action<TState> subscriber, Delivery delivery) => Add(subscriber, delivery);

    public IDisposable Subscribe(IObserver<TState> observer, Delivery delivery)
    {
        void Complete(Exception? fault)
        {
            if (fault is null) observer.OnCompleted();
            else observer.OnError(fault);
        }

        var subscription = Add(observer.OnNext, delivery, Complete);

        // The loop may have told those that it found before this one, or be about to.
        if (_isStopped) subscription.Complete(_fault);
        return subscription;
    }

    /// <summary>As <see cref="Subscribe(Action{TState}, Delivery)"/>, but only when what <paramref name="selector"/> picks from the state has changed.</summary>
    public IDisposable Subscribe<TSelected>(
        Func<TState, TSelected> selector, Action<TSelected> subscriber, IEqualityComparer<TSelected> comparer, Delivery delivery)
    {
        var last = selector((TState)_read()!);
        return Subscribe(
            state =>
            {
                var selected = selector(state);
                if (comparer.Equals(selected, last)) return;
                last = selected;
                subscriber(selected);
            },
            delivery);
    }

    public IDisposable Subscribe(Action<StoreEvent> subscriber) => _eventSubscriptions.Add(subscriber, Delivery.Batched);

    /// <summary>Says that the state may have changed. Cheap; may be called while the store is locked.</summary>
    public void StateChanged()
    {
        if (!_batched.Subscriptions.IsEmpty) _wakeup.Set();
    }

    /// <summary>Tells those who want to know at once. Not while the store is locked.</summary>
    public void TellImmediate()
    {
        if (!_immediate.Subscriptions.IsEmpty) _immediate.Tell();
    }

    /// <summary>Says what stopped the store, for those who observe it.</summary>
    public void Faulted(Exception fault) => _fault = fault;

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

    private ISubscription Add(Action<TState> subscriber, Delivery delivery, Action<Exception?>? completed = null)
    {
        var group = delivery.IsImmediate ? _immediate : _batched;
        group.Skip();
        var subscription = group.Subscriptions.Add(subscriber, delivery, completed);
        if (delivery.IsImmediate) group.Tell();
        else _wakeup.Set();
        return subscription;
    }

    private static AsyncLocal<bool> IsOnLoop { get; } = new();

    private async Task RunAsync()
    {
        IsOnLoop.Value = true;
        while (true)
        {
            var isLast = _isStopping;
            while (_events.Reader.TryRead(out var happened)) _eventSubscriptions.Notify(happened);
            _batched.Tell();
            if (isLast)
            {
                _isStopped = true;
                _batched.Subscriptions.Complete(_fault);
                _immediate.Subscriptions.Complete(_fault);
                return;
            }

            await _wakeup.WaitAsync().ConfigureAwait(false);
        }
    }
}
