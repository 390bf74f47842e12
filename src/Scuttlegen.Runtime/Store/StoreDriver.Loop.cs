using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>The loop: one turn after another takes what arrived, stores, then sends.</content>
internal sealed partial class StoreDriver<TState>
{
    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _wakeup.WaitAsync().ConfigureAwait(false);
                var isLast = _isClosing;
                await TurnAsync(isLast).ConfigureAwait(false);
                if (isLast || _fault is not null) return;
            }
        }
        catch (Exception exception)
        {
            lock (_gate) Fault(exception);
        }
    }

    private async Task TurnAsync(bool isLast)
    {
        ImmutableArray<StoredBatch> unstored;
        lock (_gate)
        {
            if (_fault is not null) return;
            BeginTurn();
            unstored = [.. _replica.Unstored];
        }

        _notifier.TellImmediate();

        var failure = unstored.IsEmpty ? null : await StoreAsync(unstored).ConfigureAwait(false);

        List<(Source? Peer, byte[] Frame)> outgoing;
        ImmutableArray<Source> reconciled;
        ulong durable;
        bool hasUnheard;
        lock (_gate)
        {
            if (failure is null) _replica.Stored();
            else TakeBack(failure);
            if (isLast) _replica.Leave();
            outgoing = [.. _replica.Outgoing];
            _replica.Outgoing.Clear();
            reconciled = failure is null ? [.. _replica.ReconciledWith] : [];
            _replica.ReconciledWith.Clear();
            durable = _replica.LastStored;
            hasUnheard = _replica.HasUnheard;
            _waiters.Release(durable);
            TellEvents();
            if (!isLast) ScheduleNextTurn();
        }

        _notifier.TellImmediate();
        await SendAsync(outgoing, reconciled).ConfigureAwait(false);
        lock (_gate)
        {
            (_lastHandedOver, _hasUnheard) = (durable, hasUnheard);
            _flushing.Release(durable);
        }

        TellProgress();
    }

    private void BeginTurn()
    {
        var now = Now;
        if (_link is not null)
        {
            NoteFrameLimit(_link.MaxFrameBytes);
            _replica.ReachesEveryPeer = _link.ReachesEveryPeer;
        }

        _news.Deliver(_replica, now);
        foreach (var frame in _inbox.TakeAll())
        {
            _framesReceived++;
            _bytesReceived += frame.Length;
            _replica.Receive(frame, now);
        }

        _replica.Tick(now);
        var updates = _replica.UpdateCount;
        _replica.EndTurn(now);
        if (_replica.UpdateCount != updates) Publish();
        TellEvents();
    }

    private void NoteFrameLimit(int bytes)
    {
        if (bytes < WireLimits.MinFrameBytes && bytes != _replica.MaxFrameBytes) _replica.Raise(new TransportTooNarrow(bytes));
        _replica.MaxFrameBytes = bytes;
    }

    private async ValueTask<Exception?> StoreAsync(ImmutableArray<StoredBatch> batches)
    {
        try
        {
            await _storage.AppendAsync(batches, _abandoned.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async ValueTask SendAsync(List<(Source? Peer, byte[] Frame)> outgoing, ImmutableArray<Source> reconciled)
    {
        if (_link is null) return;
        try
        {
            foreach (var (peer, frame) in outgoing)
            {
                if (peer is { } to) await _link.SendAsync(to, frame, _abandoned.Token).ConfigureAwait(false);
                else await _link.BroadcastAsync(frame, _abandoned.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _framesSent);
                Interlocked.Add(ref _bytesSent, frame.Length);
            }

            foreach (var peer in reconciled) _link.OnReconciled(peer);
        }
        catch (Exception exception)
        {
            // Whatever was not sent is pulled by those who miss it.
            _logger.LogWarning(exception, "The transport failed to send.");
            _news.Lost($"The transport failed to send: {exception.Message}");
            _wakeup.Set();
        }
    }

    private void ScheduleNextTurn()
    {
        if (_link is null && !_replica.IsConverging) return;
        var wait = _replica.NextDeadline - Now;

        // Timers cut off fractions of a millisecond: rounded down, turns would follow one another without pause until the deadline.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private void TakeBack(Exception failure)
    {
        _replica.Raise(new AppendFailed(_replica.StoringFailed(), failure));
        Publish();
        Fault(failure);
    }
}
