using System.Collections.Immutable;

namespace Scuttlegen;

/// <summary>Those who wait until an update of this peer is durable. Guarded by the driver's lock.</summary>
internal sealed class DurabilityWaiters
{
    // In the order of dispatch, because updates are counted under the same lock.
    private readonly Queue<Waiter> _waiting = new();

    /// <summary>Waits for the update dispatched as the <paramref name="count"/>-th.</summary>
    /// <returns>The update's stamp once it is durable: another than that given if the source has changed meanwhile.</returns>
    public Task<Stamp> WaitFor(ulong count, Stamp stamp = default)
    {
        var waiter = new Waiter(count) { Stamp = stamp };
        _waiting.Enqueue(waiter);
        return waiter.Completion.Task;
    }

    public void Restamp(ImmutableArray<RestampedUpdate> moved)
    {
        var stamps = moved.ToDictionary(static update => update.Old, static update => update.New);
        foreach (var waiter in _waiting) waiter.Stamp = stamps.GetValueOrDefault(waiter.Stamp, waiter.Stamp);
    }

    public void Release(ulong durable)
    {
        while (_waiting.TryPeek(out var next) && next.Count <= durable)
        {
            _waiting.Dequeue();
            next.Completion.SetResult(next.Stamp);
        }
    }

    public void Fail(Exception exception)
    {
        while (_waiting.TryDequeue(out var next)) next.Completion.SetException(exception);
    }

    private sealed class Waiter(ulong count)
    {
        public ulong Count { get; } = count;

        public Stamp Stamp { get; set; }

        public TaskCompletionSource<Stamp> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
