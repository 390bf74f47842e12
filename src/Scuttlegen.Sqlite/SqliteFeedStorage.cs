using System.Runtime.CompilerServices;

namespace Scuttlegen.Sqlite;

/// <summary>
/// Keeps a store's feeds and this peer's identity in one SQLite file, which nobody else can open meanwhile. What an append has acknowledged survives
/// the end of the process and of the machine's power. Disposed, it can be opened again.
/// </summary>
/// <remarks>
/// Opening leaves the caller's thread; reading and appending wait for the disk on the thread that asks, which is the store's own loop. Beside the file are,
/// while it is open, its write-ahead log (<c>-wal</c>), and always an empty file that is locked while it is open (<c>-lock</c>).
/// </remarks>
public sealed class SqliteFeedStorage : IFeedStorage
{
    private readonly Lock _gate = new();
    private LogFile? _file;
    private BatchTable? _batches;

    /// <summary>Creates the storage; nothing is opened or created yet.</summary>
    /// <param name="path">The file, absolute or relative to the current folder of this moment. Its folder must exist when it is opened.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, names a folder, or is no path.</exception>
    public SqliteFeedStorage(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == ":memory:")
            throw new ArgumentException("UseSqlite takes the path of a file, not ':memory:'. A store without UseSqlite is in memory.", nameof(path));
        if (System.IO.Path.EndsInDirectorySeparator(path)) throw new ArgumentException($"UseSqlite takes the path of a file, not of a folder: '{path}'.", nameof(path));
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>The open file, for tests that make its disk small.</summary>
    internal LogFile File => _file ?? throw NotOpen();

    /// <summary>
    /// Makes a damaged log one that opens again: keeps the intact beginning of every feed, and the damaged file, untouched, under another name beside it
    /// (<c>-damaged-1</c>, <c>-damaged-2</c>, …; none is ever overwritten). What is lost comes back by gossip from whichever peer has it.
    /// </summary>
    /// <remarks>
    /// <para>It needs neither the file's header nor its inner pages: it looks for batches whose checksum fits, and of these keeps the ones that the chain joins to
    /// the beginning of their feed, and of a feed that forked also the branches and the fork proof, so that it stays frozen. The peer keeps its <see cref="PeerId"/> and goes on under a new incarnation, always: also a log that looks intact may have lost
    /// its end, and what this peer wrote there may be known to others.</para>
    /// <para>Takes memory for some 150 bytes per batch, and on disk as much room as the log. Interrupted or failed, it has changed nothing, or says when the
    /// store is opened that it must be called again.</para>
    /// </remarks>
    /// <param name="path">The file, absolute or relative to the current folder.</param>
    /// <param name="store">The store and room that the log holds: <c>StoreId.Create(name, room)</c>; without a room the empty name.</param>
    /// <param name="cancellationToken">Gives up; the log is as it was.</param>
    /// <returns>What was kept of each source, and what is known to be lost.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, names a folder, or is no path.</exception>
    /// <exception cref="FeedStorageException">
    /// The log is open, is none, is of another store or of a newer format, or the operating system refuses; <see cref="FeedStorageException.Error"/> says which.
    /// </exception>
    public static async Task<RecoveryReport> RecoverAsync(string path, StoreId store, CancellationToken cancellationToken = default)
    {
        var recovery = new LogRecovery(new SqliteFeedStorage(path).Path, store);
        return await Task.Run(() => recovery.Run(cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">
    /// It cannot be opened: it is open elsewhere, is no log, is the log of another store or room, is of a newer format, is damaged, or the
    /// operating system refuses. <see cref="FeedStorageException.Error"/> says which. It then holds nothing open.
    /// </exception>
    public async ValueTask<Source> OpenAsync(StoreId store, CancellationToken cancellationToken = default) =>
        await Task.Run(() => Open(store), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">It could not be noted: the disk is full, or fails.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public ValueTask<int> BeginReplayAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return ValueTask.FromResult(Batches.BeginReplay());
    }

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">It could not be noted: the disk is full, or fails.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public ValueTask EndReplayAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) Batches.EndReplay();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">The file is damaged, and where, or cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public async IAsyncEnumerable<StoredBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        for (long row = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<StoredBatch> batches;
            lock (_gate) batches = Batches.ReadAfter(ref row);
            if (batches.Count == 0) yield break;
            foreach (var batch in batches) yield return batch;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">The file is damaged, and where, or cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public ValueTask<IReadOnlyList<StoredProof>> ReadProofsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return ValueTask.FromResult<IReadOnlyList<StoredProof>>(Batches.ReadProofs());
    }

    /// <inheritdoc/>
    /// <exception cref="FeedStorageException">They could not be made durable: the disk is full, or fails. Nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public ValueTask RecordAsync(Source self, IReadOnlyList<StoredProof> proofs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) Batches.Record(self, proofs);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// One transaction; it is not cancelled once it has begun. An append that failed because the disk did is not in the log while the storage stays open;
    /// whether it is after a crash of the machine depends on what the disk had written.
    /// </remarks>
    /// <exception cref="ArgumentException">A batch has no header. None is appended.</exception>
    /// <exception cref="FeedStorageException">They could not be made durable: the disk is full, or fails. None is appended.</exception>
    /// <exception cref="InvalidOperationException">The storage is not open, or no longer.</exception>
    public ValueTask AppendAsync(IReadOnlyList<StoredBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) Batches.Append(batches);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for an append under way, writes the write-ahead log into the file, and closes and unlocks it.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _file?.Dispose();
            (_batches, _file) = (null, null);
        }

        return ValueTask.CompletedTask;
    }

    private BatchTable Batches => _batches ?? throw NotOpen();

    private Source Open(StoreId store)
    {
        lock (_gate)
        {
            if (_file is not null) throw SqliteErrors.InUse(Path, null);
            var file = LogFile.Open(Path, store);
            try
            {
                _batches = new BatchTable(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            _file = file;
            return file.Self;
        }
    }

    private InvalidOperationException NotOpen() => new($"The log '{Path}' is not open.");
}
