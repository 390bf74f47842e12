using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Scuttlegen;

/// <summary>
/// Tells subscribers, one call at a time and never while the store is locked. One that throws harms no other; one that is slow delays only
/// notifications.
/// </summary>
/// <typeparam name="T">What they are told.</typeparam>
internal sealed class Subscriptions<T>(Action<Exception> subscriberThrew)
{
    private ImmutableArray<Subscription> _subscriptions = [];

    public bool IsEmpty => _subscriptions.IsEmpty;

    /// <summary>Subscribes.</summary>
    /// <param name="subscriber">Called with each value.</param>
    /// <param name="delivery">Where it is called.</param>
    /// <param name="completed">Called last, when no more values come: with what stopped the store, if anything did.</param>
    public ISubscription Add(Action<T> subscriber, Delivery delivery, Action<Exception?>? completed = null)
    {
        var subscription = new Subscription(this, subscriber, delivery, completed);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Notify(T value)
    {
        foreach (var subscription in _subscriptions) subscription.Notify(value);
    }

    public void Complete(Exception? fault)
    {
        foreach (var subscription in _subscriptions) subscription.Complete(fault);
    }

    private void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);

    private sealed class Subscription(Subscriptions<T> owner, Action<T> subscriber, Delivery delivery, Action<Exception?>? completed) : ISubscription
    {
        private StrongBox<T>? _waiting;
        private StrongBox<Exception?>? _end;
        private int _wanted;
        private bool _isOver;
        private volatile bool _isDisposed;

        public void Notify(T value)
        {
            if (delivery.IsPosted)
            {
                Volatile.Write(ref _waiting, new StrongBox<T>(value));
                Want();
            }
            else
            {
                Call(subscriber, value);
            }
        }

        public void Complete(Exception? fault)
        {
            if (completed is null || Interlocked.CompareExchange(ref _end, new StrongBox<Exception?>(fault), null) is not null) return;
            if (delivery.IsPosted) Want();
            else Call(completed, fault);
        }

        public void Dispose()
        {
            _isDisposed = true;
            owner.Remove(this);
        }

        // At most one call is posted or runs, wherever it was posted to: it looks for more only when it is through.
        private void Want()
        {
            if (Interlocked.Increment(ref _wanted) == 1) Post();
        }

        private void Post()
        {
            try
            {
                delivery.Post(CallWaiting);
            }
            catch (Exception exception)
            {
                // A window that was closed, for one. The next value tries again.
                Interlocked.Exchange(ref _waiting, null);
                Interlocked.Exchange(ref _wanted, 0);
                owner.ReportThrown(exception);
            }
        }

        private void CallWaiting()
        {
            var served = Volatile.Read(ref _wanted);

            // No value comes after the end, so what waits now is the last before it.
            var end = Volatile.Read(ref _end);
            if (Interlocked.Exchange(ref _waiting, null) is { } waiting) Call(subscriber, waiting.Value!);
            if (end is not null && !_isOver)
            {
                _isOver = true;
                Call(completed!, end.Value);
            }

            if (Interlocked.CompareExchange(ref _wanted, 0, served) != served) Post();
        }

        private void Call<TArgument>(Action<TArgument> call, TArgument argument)
        {
            if (_isDisposed) return;
            try
            {
                call(argument);
            }
            catch (Exception exception)
            {
                owner.ReportThrown(exception);
            }
        }
    }

    private void ReportThrown(Exception exception) => subscriberThrew(exception);
}

/// <summary>A subscription, ended by <see cref="IDisposable.Dispose"/>.</summary>
internal interface ISubscription : IDisposable
{
    /// <summary>Says that no more values come, with what stopped the store, if anything did. Only the first call counts.</summary>
    void Complete(Exception? fault);
}
