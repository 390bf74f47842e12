using Microsoft.Extensions.Logging;

namespace Scuttlegen;

/// <content>Closing: bounded in time, and no port that fails keeps another open.</content>
internal sealed partial class StoreDriver<TState>
{
    private async Task CloseAsync()
    {
        lock (_gate) _isClosing = true;
        using var timeout = new CancellationTokenSource(_options.CloseTimeout, _time);
        await using var abandon = timeout.Token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _abandoned).ConfigureAwait(false);

        // What hooks do when they are cancelled is theirs: it may throw, or take for ever.
        await WithinAsync(_closingHooks.CancelAsync, timeout.Token).ConfigureAwait(false);
        _wakeup.Set();
        await WithinAsync(() => _loop, timeout.Token).ConfigureAwait(false);
        await WithinAsync(() => _hashing, timeout.Token).ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_link is not null)
        {
            await WithinAsync(() => _link.FlushAsync(timeout.Token).AsTask(), timeout.Token).ConfigureAwait(false);
            await WithinAsync(() => _link.DisposeAsync().AsTask(), CancellationToken.None).ConfigureAwait(false);
        }

        if (_transport is not null && _options.OwnsTransport)
            await WithinAsync(() => _transport.DisposeAsync().AsTask(), CancellationToken.None).ConfigureAwait(false);
        await WithinAsync(() => _storage.DisposeAsync().AsTask(), CancellationToken.None).ConfigureAwait(false);
        await WithinAsync(DisposeKeys, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            _waiters.Fail(new ObjectDisposedException(typeof(Store<TState>).Name, "The store was disposed before the update was durable."));
            _flushing.Fail(new ObjectDisposedException(typeof(Store<TState>).Name, "The store was disposed before the update was sent."));
        }

        TellProgress();
        await WithinAsync(() => _notifier.DisposeAsync().AsTask(), timeout.Token).ConfigureAwait(false);
    }

    /// <summary>Not while a turn that closing has given up waiting for signs or encrypts.</summary>
    private Task DisposeKeys()
    {
        lock (_gate)
        {
            if (_cipher is not null) _cipher.KeyAdded -= NoteKeyAdded;
            _cipher?.Dispose();
            _signer?.Dispose();
        }

        return Task.CompletedTask;
    }

    private async ValueTask WithinAsync(Func<Task> step, CancellationToken timeout)
    {
        try
        {
            await step().WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Closing is bounded, and one port that fails keeps no other open: what could not be sent is lost unless it is stored, and this says so.
            _logger.LogWarning("While closing: {Reason}", exception.Message);
        }
    }
}
