using System.ComponentModel;

namespace Scuttlegen.Runtime;

/// <summary>An opened store before the generated type wraps it. Opaque.</summary>
/// <typeparam name="TState">The root state.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpenStore<TState> : IAsyncDisposable
{
    /// <summary>Opens a store. Called by generated code.</summary>
    public static ValueTask<OpenStore<TState>> OpenAsync(
        ReplayTable<TState> table, Func<StoreOptions, StoreOptions>? configure, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    internal Stamp Dispatch(int kind, object action) => throw new NotSupportedException();

    internal Stamp Dispatch<TAction>(int kind, Func<TState, TAction> prepare) => throw new NotSupportedException();

    internal ValueTask<Stamp> DispatchAsync(int kind, object action, CancellationToken cancellationToken) => throw new NotSupportedException();

    internal ValueTask<Stamp> DispatchAsync<TAction>(int kind, Func<TState, TAction> prepare, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
