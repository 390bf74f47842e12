using System.Runtime.CompilerServices;

namespace Scuttlegen;

/// <summary>
/// The default storage: keeps feeds as long as the process lives, sharing the bytes that the store holds anyway. A store opened again on the same
/// instance goes on where the one before stopped.
/// </summary>
public sealed class InMemoryFeedStorage : IFeedStorage
{
    private readonly List<StoredBatch> _batches = [];
    private readonly Dictionary<Source, StoredProof> _proofs = [];
    private readonly Lock _gate = new();
    private readonly PeerId? _peer;
    private StoreId? _store;
    private Source _self;
    private bool _isOpen;
    private int _replays;

    /// <summary>An empty storage; its peer has a random id.</summary>
    public InMemoryFeedStorage()
    {
    }

    /// <summary>An empty storage of a given peer: for tests of who may do what, in stores that sign nothing.</summary>
    /// <param name="peer">The id of the peer that opens a store with it.</param>
    public InMemoryFeedStorage(PeerId peer) => _peer = peer;

    /// <inheritdoc/>
    /// <exception cref="IOException">The storage is open already, or holds another store.</exception>
    public ValueTask<Source> OpenAsync(StoreId store, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isOpen) throw new IOException("This in-memory storage is open already: each store needs its own instance.");
            if (_store is { } held && held != store) throw new IOException($"This in-memory storage holds store {held}, not {store}.");
            if (_store is null) _self = Source.NewIncarnation(_peer ?? PeerId.NewRandom());
            _store = store;
            _isOpen = true;
            return ValueTask.FromResult(_self);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> BeginReplayAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(_replays++);
    }

    /// <inheritdoc/>
    public ValueTask EndReplayAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) _replays = 0;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        StoredBatch[] batches;
        lock (_gate) batches = [.. _batches];
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredProof>> ReadProofsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult<IReadOnlyList<StoredProof>>([.. _proofs.Values]);
    }

    /// <inheritdoc/>
    public ValueTask RecordAsync(Source self, IReadOnlyList<StoredProof> proofs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        lock (_gate)
        {
            _self = self;
            foreach (var proof in proofs) _proofs[proof.Source] = proof;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<StoredBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        lock (_gate) _batches.AddRange(batches);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the storage; what it holds stays for the next <see cref="OpenAsync"/>.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate) _isOpen = false;
        return ValueTask.CompletedTask;
    }
}
