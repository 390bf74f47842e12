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
        (Source Self, ImmutableArray<StoredProof> Proofs)? unrecorded;
        lock (_gate)
        {
            if (_fault is not null) return;
            BeginTurn();
            unstored = [.. _replica.Unstored];
            unrecorded = _replica.Unrecorded;
        }

        _notifier.TellImmediate();

        var failure = await StoreAsync(unrecorded, unstored).ConfigureAwait(false);

        List<(Source? Peer, byte[] Frame)> outgoing;
        ImmutableArray<Source> reconciled;
        ulong durable;
        bool hasUnheard;
        Source self;
        lock (_gate)
        {
            self = _replica.Self;
            if (failure is null) _replica.Stored();
            else TakeBack(failure);

            // Nobody may hear of a source that is not recorded.
            if (failure is not null) _replica.Outgoing.Clear();
            if (isLast) _replica.Leave();
            outgoing = [.. _replica.Outgoing];
            _replica.Outgoing.Clear();
            reconciled = failure is null ? [.. _replica.ReconciledWith] : [];
            _replica.ReconciledWith.Clear();
            durable = _replica.LastStored;
            hasUnheard = _replica.HasUnheard;
            _waiters.Release(durable);
            TellEvents();
            if (!isLast)
            {
                BeginHashing();
                ScheduleNextTurn();
            }
        }

        _notifier.TellImmediate();
        if (failure is null && !isLast && self != _joinedAs) await RejoinAsync(self).ConfigureAwait(false);
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
        TakeAnswers(now);
        if (_areKeysNew)
        {
            // Before they are looked at: what is added meanwhile is for the next turn.
            _areKeysNew = false;
            _replica.KeysAdded();
        }

        foreach (var frame in _inbox.TakeAll())
        {
            _framesReceived++;
            _bytesReceived += frame.Length;
            _replica.Receive(frame, now);
        }

        _replica.Tick(now);
        _replica.EndTurn(now);
        if (!_isClosing) AskAdmissions();
        if (_replica.Merges != _merges) Publish();
        _merges = _replica.Merges;
        foreach (var changed in _replica.Events.OfType<IncarnationChanged>()) _waiters.Restamp(changed.Moved);
        TellEvents();
    }

    private void NoteFrameLimit(int bytes)
    {
        if (bytes < WireLimits.MinFrameBytes && bytes != _replica.MaxFrameBytes) _replica.Raise(new TransportTooNarrow(bytes));
        _replica.MaxFrameBytes = bytes;
    }

    /// <summary>Identity and proofs first: whatever is appended may depend on them.</summary>
    private async ValueTask<Exception?> StoreAsync((Source Self, ImmutableArray<StoredProof> Proofs)? unrecorded, ImmutableArray<StoredBatch> batches)
    {
        try
        {
            await RecordAsync(unrecorded, _abandoned.Token).ConfigureAwait(false);
            if (!batches.IsEmpty) await _storage.AppendAsync(batches, _abandoned.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async ValueTask RecordAsync((Source Self, ImmutableArray<StoredProof> Proofs)? unrecorded, CancellationToken cancellationToken)
    {
        if (unrecorded is var (self, proofs)) await _storage.RecordAsync(self, proofs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Others reach this peer under its new source from now on. If that fails, the next turn tries again; broadcasts pass meanwhile.</summary>
    private async ValueTask RejoinAsync(Source self)
    {
        if (_link is not { } left) return;
        try
        {
            var joined = await _transport!.JoinAsync(StoreId, self, this, _abandoned.Token).ConfigureAwait(false);
            (_link, _joinedAs) = (joined, self);

            // Too late: whoever closes has given up waiting, and left with the old link.
            if (_abandoned.IsCancellationRequested) await joined.DisposeAsync().ConfigureAwait(false);
            await left.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "The transport failed to change the source to {Source}.", self);
        }
    }

    private async ValueTask SendAsync(List<(Source? Peer, byte[] Frame)> outgoing, ImmutableArray<Source> reconciled)
    {
        if (_link is not { } link) return;
        try
        {
            foreach (var (peer, frame) in outgoing)
            {
                if (peer is { } to) await link.SendAsync(to, frame, _abandoned.Token).ConfigureAwait(false);
                else await link.BroadcastAsync(frame, _abandoned.Token).ConfigureAwait(false);
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
