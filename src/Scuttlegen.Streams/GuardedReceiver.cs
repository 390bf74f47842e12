using Microsoft.Extensions.Logging;

namespace Scuttlegen.Streams;

/// <summary>Calls a receiver until it is closed: never after that, and none of its exceptions reaches a connection.</summary>
internal sealed class GuardedReceiver(ITransportReceiver receiver, ILogger logger)
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(5);

    [ThreadStatic]
    private static GuardedReceiver? _calledByThisThread;

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Calls under way, and one more until it is closed.
    private int _calls = 1;
    private int _isClosed;

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        if (!TryEnter(out var outer)) return;
        try
        {
            receiver.OnFrame(frame);
        }
        catch (Exception exception)
        {
            Report(exception);
        }
        finally
        {
            Leave(outer);
        }
    }

    public void OnConnected() => Call(static (receiver, _) => receiver.OnConnected(), "");

    public void OnDisconnected(string reason) => Call(static (receiver, reason) => receiver.OnDisconnected(reason), reason);

    public void OnFramesLost(string reason) => Call(static (receiver, reason) => receiver.OnFramesLost(reason), reason);

    /// <summary>Completes when the last call has returned, or after five seconds if it does not.</summary>
    public async ValueTask CloseAsync()
    {
        // Called by the receiver itself: its call is the last one, and waiting for it would never end.
        var isOwnCall = _calledByThisThread == this;
        if (Interlocked.Exchange(ref _isClosed, 1) == 0) Release();
        if (isOwnCall) return;
        try
        {
            await _idle.Task.WaitAsync(ClosePatience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("A receiver has not returned from a call for {Patience}; left without waiting any longer", ClosePatience);
        }
    }

    private void Call(Action<ITransportReceiver, string> call, string reason)
    {
        if (!TryEnter(out var outer)) return;
        try
        {
            call(receiver, reason);
        }
        catch (Exception exception)
        {
            Report(exception);
        }
        finally
        {
            Leave(outer);
        }
    }

    private bool TryEnter(out GuardedReceiver? outer)
    {
        outer = _calledByThisThread;
        Interlocked.Increment(ref _calls);
        if (Volatile.Read(ref _isClosed) != 0)
        {
            Release();
            return false;
        }

        _calledByThisThread = this;
        return true;
    }

    private void Leave(GuardedReceiver? outer)
    {
        _calledByThisThread = outer;
        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _calls) == 0) _idle.TrySetResult();
    }

    private void Report(Exception exception) => logger.LogError(exception, "A receiver threw, which it must not; the transport goes on");
}
