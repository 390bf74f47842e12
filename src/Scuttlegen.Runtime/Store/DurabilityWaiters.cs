namespace Scuttlegen;

/// <summary>Those who wait until an update of this peer is durable. Guarded by the driver's lock.</summary>
internal sealed class DurabilityWaiters
{
    // In the order of their sequences, because sequences are given out under the same lock.
    private readonly Queue<(ulong Sequence, TaskCompletionSource Completion)> _waiting = new();

    public Task WaitFor(ulong sequence)
    {
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((sequence, completion));
        return completion.Task;
    }

    public void Release(ulong durable)
    {
        while (_waiting.TryPeek(out var next) && next.Sequence <= durable) _waiting.Dequeue().Completion.SetResult();
    }

    public void Fail(Exception exception)
    {
        while (_waiting.TryDequeue(out var next)) next.Completion.SetException(exception);
    }
}
