namespace Scuttlegen;

/// <content>Actions whose signer completes later.</content>
internal sealed partial class StoreDriver<TState>
{
    private readonly CancellationTokenSource _closingHooks = new();
    private readonly SigningQueue _signings;

    // Whether what runs was called by a signer.
    private readonly AsyncLocal<bool> _isSigning = new();

    /// <summary>Signs an action, and logs it after all that were given here before it.</summary>
    public async ValueTask<Stamp> DispatchSignedAsync(int kind, object action, CancellationToken cancellationToken)
    {
        ThrowIfReentrant();
        if (_isSigning.Value)
        {
            throw new InvalidOperationException(
                $"DispatchAsync of '{_replica.Table.NameOf(kind)}', which is signed asynchronously, was called from within a signer. It would wait for the action that is being signed, which waits for the signer: dispatch it before or after.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) ThrowIfUnusable();
        Task<Stamp> durable;
        var place = _signings.Enter();
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closingHooks.Token);
            await place.MayStart.Task.WaitAsync(either.Token).ConfigureAwait(false);

            // What is signed is what is logged: the time is read once.
            var wallClock = WallClock;
            var signed = await SignAsync(kind, action, wallClock, either.Token).ConfigureAwait(false);
            await place.IsFirst.Task.WaitAsync(either.Token).ConfigureAwait(false);
            durable = await LogAsync(kind, _ => signed, wallClock, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(canceled.Message, canceled, cancellationToken);
        }
        catch (OperationCanceledException) when (_closingHooks.IsCancellationRequested)
        {
            ThrowIfFaulted();
            throw new ObjectDisposedException(typeof(Store<TState>).Name, "The store was disposed before the action was signed.");
        }
        finally
        {
            _signings.Leave(place);
        }

        return await durable.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<object> SignAsync(int kind, object action, long wallClock, CancellationToken cancellationToken)
    {
        SignerContext context;
        lock (_gate) context = _replica.SignerContextAt(wallClock);
        _isSigning.Value = true;
        try
        {
            // A signer that does not heed cancellation keeps nobody waiting.
            return await _replica.Table.SignAsync(kind, action, context, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("it returned null");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw Replica<TState>.NotSigned(_replica.Table.NameOf(kind), exception);
        }
    }
}
