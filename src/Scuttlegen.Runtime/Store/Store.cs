using System.ComponentModel;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// A replicated store: the state that every peer reaches by folding the same updates in the same order.
/// Generated stores derive from it and add the typed <c>Dispatch</c> methods.
/// </summary>
/// <typeparam name="TState">The root state.</typeparam>
public abstract class Store<TState> : IAsyncDisposable
{
    private readonly OpenStore<TState> _open;

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Store(OpenStore<TState> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
    }

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Stamp DispatchCore(int kind, object action) => _open.Dispatch(kind, action);

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Stamp DispatchCore<TAction>(int kind, Func<TState, TAction> prepare)
        where TAction : notnull => _open.Dispatch(kind, prepare);

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<Stamp> DispatchCoreAsync(int kind, object action, CancellationToken cancellationToken) =>
        _open.DispatchAsync(kind, action, cancellationToken);

    /// <summary>Called by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<Stamp> DispatchCoreAsync<TAction>(int kind, Func<TState, TAction> prepare, CancellationToken cancellationToken)
        where TAction : notnull => _open.DispatchAsync(kind, prepare, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
