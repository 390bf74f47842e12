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
    public IDisposable Add(Action<T> subscriber, Delivery delivery, Action<Exception?>? completed = null)
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

    private sealed class Subscription(Subscriptions<T> owner, Action<T> subscriber, Delivery delivery, Action<Exception?>? completed) : IDisposable
    {
        private StrongBox<T>? _waiting;
        private volatile bool _isDisposed;

        public void Notify(T value)
        {
            if (!delivery.IsPosted) Call(subscriber, value);
            else if (Interlocked.Exchange(ref _waiting, new StrongBox<T>(value)) is null) Post(CallWaiting);
        }

        public void Complete(Exception? fault)
        {
            if (completed is null) return;
            void End() => Call(completed, fault);
            if (delivery.IsPosted) Post(End);
            else End();
        }

        public void Dispose()
        {
            _isDisposed = true;
            owner.Remove(this);
        }

        private void Post(Action call)
        {
            try
            {
                delivery.Post(call);
            }
            catch (Exception exception)
            {
                // A window that was closed, for one. The next value tries again.
                Interlocked.Exchange(ref _waiting, null);
                owner.ReportThrown(exception);
            }
        }

        private void CallWaiting()
        {
            if (Interlocked.Exchange(ref _waiting, null) is { } waiting) Call(subscriber, waiting.Value!);
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
