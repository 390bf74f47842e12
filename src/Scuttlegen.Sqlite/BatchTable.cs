using Scuttlegen.Wire;

namespace Scuttlegen.Sqlite;

/// <summary>The batches of a log, in the order of appending.</summary>
internal sealed class BatchTable
{
    // Two mebibytes at most.
    private const int MaxBatchesPerRead = 64;

    private readonly LogFile _file;
    private readonly StoredSources _sources;
    private readonly Statement _begin;
    private readonly Statement _insert;
    private readonly Statement _commit;
    private readonly Statement _selectAfter;
    private readonly Statement _setSelf;
    private readonly Statement _replays;
    private readonly Statement _setReplays;
    private readonly ProofTable _proofs;

    /// <exception cref="FeedStorageException">The file is not what it must be.</exception>
    public BatchTable(LogFile file)
    {
        _file = file;
        _sources = new StoredSources(file);
        _begin = file.Prepare("BEGIN IMMEDIATE");
        _commit = file.Prepare("COMMIT");
        _insert = file.Prepare("INSERT INTO batch (source, first_sequence, chain_before, header, body, signature, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

        _setSelf = file.Prepare("UPDATE log SET self = ?1");
        _replays = file.Prepare("SELECT replays FROM log");
        _setReplays = file.Prepare("UPDATE log SET replays = ?1");
        _proofs = new ProofTable(file, _sources);

        // Some at a time: between two calls nothing is open, and whoever stops reading leaves nothing behind.
        _selectAfter = file.Prepare($"SELECT id, source, first_sequence, chain_before, header, body, signature, checksum FROM batch WHERE id > ?1 ORDER BY id LIMIT {MaxBatchesPerRead}");
    }

    /// <summary>Appends batches, all or none.</summary>
    /// <exception cref="ArgumentException">A batch's header is none.</exception>
    /// <exception cref="FeedStorageException">They could not be made durable.</exception>
    public void Append(IReadOnlyList<StoredBatch> batches)
    {
        if (batches.Count == 0) return;
        InTransaction(() =>
        {
            for (var i = 0; i < batches.Count; i++) Insert(batches[i]);
        });
    }

    /// <summary>Records under which source this peer writes, and fork proofs, all or none.</summary>
    /// <exception cref="FeedStorageException">They could not be made durable.</exception>
    public void Record(Source self, IReadOnlyList<StoredProof> proofs) => InTransaction(() =>
    {
        _setSelf.Bind(1, _sources.GetOrAdd(self)).Run();
        foreach (var proof in proofs) _proofs.Put(proof);
    });

    /// <summary>Counts one more replay that has not ended.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="FeedStorageException">That could not be written.</exception>
    public int BeginReplay()
    {
        _replays.Step();
        var before = (int)_replays.GetInt64(0);
        _replays.Reset();
        InTransaction(() => _setReplays.Bind(1, before + 1L).Run());
        return before;
    }

    /// <exception cref="FeedStorageException">That could not be written.</exception>
    public void EndReplay() => InTransaction(() => _setReplays.Bind(1, 0L).Run());

    /// <summary>Reads the fork proofs.</summary>
    /// <exception cref="FeedStorageException">The file is damaged there, or cannot be read.</exception>
    public List<StoredProof> ReadProofs() => _proofs.ReadAll();

    private void InTransaction(Action write)
    {
        _begin.Run();
        try
        {
            write();
            _commit.Run();
            _sources.Committed();
        }
        catch
        {
            _file.Rollback();
            _sources.RolledBack();
            throw;
        }
    }

    /// <summary>Reads some batches after row <paramref name="row"/>, which becomes the last one's.</summary>
    /// <returns>They; none after the last.</returns>
    /// <exception cref="FeedStorageException">The file is damaged there, or cannot be read.</exception>
    public List<StoredBatch> ReadAfter(ref long row)
    {
        List<StoredBatch> batches = [];
        try
        {
            _selectAfter.Bind(1, row);
            while (_selectAfter.Step())
            {
                // Damaged pages may lead back to where they came from.
                var next = _selectAfter.GetInt64(0);
                if (next <= row) throw SqliteErrors.Damaged(_file.Path, $"batch {next} follows batch {row}");
                row = next;
                batches.Add(Read(row));
            }

            return batches;
        }
        finally
        {
            _selectAfter.Reset();
        }
    }

    private void Insert(in StoredBatch batch)
    {
        var first = FirstSequenceOf(batch);
        _insert
            .Bind(1, _sources.GetOrAdd(batch.Source))
            .Bind(2, unchecked((long)first))
            .Bind(3, unchecked((long)batch.ChainBefore))
            .Bind(4, batch.Header.Span)
            .Bind(5, batch.Body.Span)
            .Bind(6, batch.Signature.Span)
            .Bind(7, BatchChecksum.Of(batch, first))
            .Run();
    }

    private StoredBatch Read(long row)
    {
        if (!_sources.TryGet(_selectAfter.GetInt64(1), out var source))
            throw SqliteErrors.Damaged(_file.Path, $"batch {row} is by source {_selectAfter.GetInt64(1)}, which is not in it");

        var header = _selectAfter.GetBlob(4);
        var body = _selectAfter.GetBlob(5);
        var signature = _selectAfter.GetBlob(6);
        var bytes = new byte[header.Length + body.Length + signature.Length];
        header.CopyTo(bytes);
        body.CopyTo(bytes.AsSpan(header.Length));
        signature.CopyTo(bytes.AsSpan(header.Length + body.Length));
        var batch = new StoredBatch(
            source,
            unchecked((ulong)_selectAfter.GetInt64(3)),
            bytes.AsMemory(0, header.Length),
            bytes.AsMemory(header.Length, body.Length),
            bytes.AsMemory(header.Length + body.Length));

        var first = unchecked((ulong)_selectAfter.GetInt64(2));
        if (BatchChecksum.Of(batch, first) != _selectAfter.GetInt64(7))
            throw SqliteErrors.Damaged(_file.Path, $"the checksum of batch {row}, from sequence {first} of source {source} on, does not fit");
        return batch;
    }

    /// <summary>How many updates a batch says it holds; 0 if it does not say.</summary>
    public static ulong CountOf(in StoredBatch batch)
    {
        try
        {
            var reader = new CborReader(batch.Header.Span);
            reader.ReadArrayHeader();
            reader.ReadUInt64();
            return reader.ReadUInt64();
        }
        catch (WireFormatException)
        {
            // No header of ours, though the checksum fits: nothing to count.
            return 0;
        }
    }

    private static ulong FirstSequenceOf(in StoredBatch batch)
    {
        try
        {
            var reader = new CborReader(batch.Header.Span);
            reader.ReadArrayHeader();
            return reader.ReadUInt64();
        }
        catch (WireFormatException malformed)
        {
            throw new ArgumentException($"A batch of source {batch.Source} has no header: {malformed.Message}", nameof(batch), malformed);
        }
    }
}
