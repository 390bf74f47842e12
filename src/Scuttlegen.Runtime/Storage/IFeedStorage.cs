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

    /// <summary>
    /// Notes that what is stored is about to be replayed, so that the next opening can tell that this process died of it (R5). Need only survive the process, not the machine.
    /// </summary>
    /// <returns>How many replays in a row were begun before and never ended; 0 if the last one ended.</returns>
    /// <exception cref="IOException">It could not be noted. The store is opened all the same.</exception>
    ValueTask<int> BeginReplayAsync(CancellationToken cancellationToken = default);

    /// <summary>Notes that the replay ended.</summary>
    /// <exception cref="IOException">It could not be noted. The store goes on all the same.</exception>
    ValueTask EndReplayAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads every batch, per source in the order of appending. Of a source that forked there may be several at one place of its feed.</summary>
    IAsyncEnumerable<StoredBatch> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the fork proofs, at most one per source.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    ValueTask<IReadOnlyList<StoredProof>> ReadProofsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Records under which source this peer writes from now on, and fork proofs, each in the place of its source's earlier one; all or none. They are durable
    /// when the call completes. What is appended afterwards may depend on it: batches of the new source, and two batches of a forked source at one place.
    /// </summary>
    /// <param name="self">The source that <see cref="OpenAsync"/> returns from now on.</param>
    /// <param name="proofs">Fork proofs; may be empty.</param>
    /// <param name="cancellationToken">Gives up before anything is recorded.</param>
    /// <exception cref="IOException">They could not be made durable.</exception>
    ValueTask RecordAsync(Source self, IReadOnlyList<StoredProof> proofs, CancellationToken cancellationToken = default);

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

/// <summary>A proof that a source wrote two branches of its feed.</summary>
/// <param name="Source">The source.</param>
/// <param name="Record">The proof's canonical bytes.</param>
public readonly record struct StoredProof(Source Source, ReadOnlyMemory<byte> Record);
