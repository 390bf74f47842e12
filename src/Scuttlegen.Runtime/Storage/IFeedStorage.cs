namespace Scuttlegen;

/// <summary>
/// Keeps a store's feeds and this peer's identity through restarts. One store uses one instance, one call at a time.
/// </summary>
public interface IFeedStorage : IAsyncDisposable
{
    /// <summary>Opens the storage for <paramref name="store"/>.</summary>
    /// <returns>Under which source this peer writes: the one it wrote under before, or a new one, which is durable when the call completes.</returns>
    /// <exception cref="IOException">It cannot be opened, or is open elsewhere. It then holds nothing open, and is not disposed.</exception>
    ValueTask<Source> OpenAsync(StoreId store, CancellationToken cancellationToken = default);

    /// <summary>Reads every batch, per source in the order of appending.</summary>
    IAsyncEnumerable<StoredBatch> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Appends batches, all or none. They are durable when the call completes (I5: a peer's own batch is durable before any other peer can see it).</summary>
    /// <exception cref="IOException">They could not be made durable.</exception>
    ValueTask AppendAsync(IReadOnlyList<StoredBatch> batches, CancellationToken cancellationToken = default);
}

/// <summary>One batch, verbatim, as its author made it.</summary>
/// <param name="Source">The author.</param>
/// <param name="ChainBefore">The first 8 bytes of the feed's chain hash before the batch, so that a lost batch is noticed.</param>
/// <param name="Header">The header's canonical bytes.</param>
/// <param name="Body">The body's canonical bytes.</param>
/// <param name="Signature">The author's signature; empty if there is none.</param>
public readonly record struct StoredBatch(
    Source Source, ulong ChainBefore, ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Signature);
