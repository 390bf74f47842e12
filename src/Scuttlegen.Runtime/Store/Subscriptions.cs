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

    /// <summary>
    /// Subscribes. With a <paramref name="context"/>, calls are posted there, at most one at a time: a value that comes while one is waiting
    /// takes its place.
    /// </summary>
    public IDisposable Add(Action<T> subscriber, SynchronizationContext? context)
    {
        var subscription = new Subscription(this, subscriber, context);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Notify(T value)
    {
        foreach (var subscription in _subscriptions) subscription.Notify(value);
    }

    private void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);

    private void ReportThrown(Exception exception) => subscriberThrew(exception);

    private sealed class Subscription(Subscriptions<T> owner, Action<T> subscriber, SynchronizationContext? context) : IDisposable
    {
        private StrongBox<T>? _waiting;
        private volatile bool _isDisposed;

        public void Notify(T value)
        {
            if (context is null) Call(value);
            else if (Interlocked.Exchange(ref _waiting, new StrongBox<T>(value)) is null) Post(context);
        }

        public void Dispose()
        {
            _isDisposed = true;
            owner.Remove(this);
        }

        private void Post(SynchronizationContext target)
        {
            try
            {
                target.Post(static self => ((Subscription)self!).CallWaiting(), this);
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
            if (Interlocked.Exchange(ref _waiting, null) is { } waiting) Call(waiting.Value!);
        }

        private void Call(T value)
        {
            if (_isDisposed) return;
            try
            {
                subscriber(value);
            }
            catch (Exception exception)
            {
                owner.ReportThrown(exception);
            }
        }
    }
}
