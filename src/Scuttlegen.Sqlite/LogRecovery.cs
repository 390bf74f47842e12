using System.Collections.Immutable;
using System.Globalization;

namespace Scuttlegen.Sqlite;

/// <summary>Writes what is intact of a damaged log into a new one, and puts that in its place.</summary>
/// <remarks>
/// The new log is complete and on disk before the old one is touched, and the old one is only renamed. A crash between the renames leaves no log at the path, but
/// the new one beside it: opening says so, and the next recovery first undoes the renames.
/// </remarks>
internal sealed class LogRecovery(string path, StoreId store)
{
    private const int BytesPerAppend = 4 * 1024 * 1024;

    private readonly string _new = NewPathOf(path);
    private readonly FeedContinuity _continuity = new(store);
    private readonly Dictionary<Source, (ulong Dropped, string Problem)> _broken = [];

    /// <summary>Whether a recovery was interrupted between its renames: there is no log, but there are parts of one.</summary>
    public static bool WasInterrupted(string path) => !File.Exists(path) && File.Exists(NewPathOf(path));

    /// <exception cref="FeedStorageException">The log is in use, is none, or of another store; or files cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the log is as it was.</exception>
    public RecoveryReport Run(CancellationToken cancellationToken)
    {
        using var held = LogLock.Take(path);
        try
        {
            Undo();
            using var old = new DamagedLog(path, cancellationToken);
            Refuse(old);
            var self = Source.NewIncarnation(old.Peer ?? PeerId.NewRandom());
            Write(old, self, cancellationToken);
            if (File.Exists(_new + "-wal")) throw new IOException($"What was recovered could not be written to '{_new}'.");
            Refuse(old, foundFeeds: Keeps(old));
            var feeds = old.Sources.Select(Describe).ToImmutableArray();
            var (before, unreadable, unreadableProofs) = (old.Self, old.UnreadableBatches, old.UnreadableProofs);
            old.Dispose();
            return new RecoveryReport(path, PutInPlace(), self, before, feeds, unreadable, unreadableProofs);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or (IOException and not FeedStorageException))
        {
            throw new FeedStorageException(
                FeedStorageError.Unavailable, path, $"The log '{path}' cannot be recovered: {refused.Message} Nothing in it was changed; a new attempt goes on from there.", refused);
        }
        finally
        {
            // In place by now, or of no use.
            if (File.Exists(path)) DeleteNew();
        }
    }

    private static string NewPathOf(string path) => path + "-recovering";

    private static string BackupPathOf(string path, int number) => string.Create(CultureInfo.InvariantCulture, $"{path}-damaged-{number}");

    private static bool BackupExists(string path, int number) =>
        File.Exists(BackupPathOf(path, number)) || File.Exists(BackupPathOf(path, number) + "-wal");

    /// <summary>Takes back the renames of a recovery that was interrupted.</summary>
    private void Undo()
    {
        if (WasInterrupted(path))
        {
            var number = 1;
            while (BackupExists(path, number + 1)) number++;
            var backup = BackupPathOf(path, number);
            if (File.Exists(backup + "-wal")) File.Move(backup + "-wal", path + "-wal");
            File.Move(backup, path);
        }

        DeleteNew();
    }

    private void DeleteNew()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-lock"]) File.Delete(_new + suffix);
    }

    private void Refuse(DamagedLog old)
    {
        if (old.FormatVersion is > LogFile.FormatVersion and < 1000) throw SqliteErrors.NewerFormat(path, old.FormatVersion);
        if (!old.HasHeader && old.Store is null && old.BatchCount == 0) throw SqliteErrors.NotALog(path, "holds nothing that a log would hold");
    }

    /// <summary>That the log names another store counts only if no feed bears witness against it: the name has no checksum.</summary>
    private void Refuse(DamagedLog old, bool foundFeeds)
    {
        if (!foundFeeds && old.Store is { } held && held != store) throw SqliteErrors.OtherStore(path, held, store);
    }

    private bool Keeps(DamagedLog old) => old.Sources.Any(found => _continuity.LastSequenceOf(found.Source) > 0);

    private void Write(DamagedLog old, Source self, CancellationToken cancellationToken)
    {
        using var file = LogFile.Create(_new, store, self);
        var batches = new BatchTable(file);

        // What counts of a feed depends on them.
        batches.Record(self, [.. old.Proofs.Where(proof => _continuity.TryFreeze(proof, out _))]);
        List<StoredBatch> kept = [];
        var bytes = 0;
        foreach (var batch in old.ReadBatches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Continues(batch)) continue;
            kept.Add(batch);
            bytes += batch.Header.Length + batch.Body.Length + batch.Signature.Length + 128;
            if (bytes < BytesPerAppend) continue;
            batches.Append(kept);
            kept.Clear();
            bytes = 0;
        }

        batches.Append(kept);
    }

    private bool Continues(in StoredBatch batch)
    {
        if (_continuity.TryContinue(batch, out var problem)) return true;

        // The first problem is the cause of those that follow, unless they are of other branches.
        if (!_broken.TryGetValue(batch.Source, out var broken)) broken = (0, problem);
        _broken[batch.Source] = broken with { Dropped = broken.Dropped + BatchTable.CountOf(batch) };
        return false;
    }

    private RecoveredFeed Describe((Source Source, bool HasUnreadable) found)
    {
        var (dropped, problem) = _broken.TryGetValue(found.Source, out var broken) ? broken : (0, found.HasUnreadable ? "what follows cannot be read" : null);
        return new RecoveredFeed(found.Source, _continuity.LastSequenceOf(found.Source), dropped, problem);
    }

    private string PutInPlace()
    {
        var number = 1;
        while (BackupExists(path, number)) number++;
        var backup = BackupPathOf(path, number);

        // The log before its write-ahead log: alone at its place it would open as a shorter one.
        File.Move(path, backup);
        if (File.Exists(path + "-wal")) File.Move(path + "-wal", backup + "-wal");
        File.Move(_new, path);
        return backup;
    }
}
