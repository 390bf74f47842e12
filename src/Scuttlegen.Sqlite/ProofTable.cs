namespace Scuttlegen.Sqlite;

/// <summary>The fork proofs of a log, one per source.</summary>
internal sealed class ProofTable
{
    private readonly LogFile _file;
    private readonly StoredSources _sources;
    private readonly Statement _put;
    private readonly Statement _select;

    /// <exception cref="FeedStorageException">The file is not what it must be.</exception>
    public ProofTable(LogFile file, StoredSources sources)
    {
        (_file, _sources) = (file, sources);
        _put = file.Prepare("INSERT OR REPLACE INTO proof (source, record, checksum) VALUES (?1, ?2, ?3)");
        _select = file.Prepare("SELECT source, record, checksum FROM proof ORDER BY source");
    }

    /// <summary>Writes a proof in the place of its source's earlier one, in the running transaction.</summary>
    /// <exception cref="FeedStorageException">It cannot be written.</exception>
    public void Put(in StoredProof proof) =>
        _put.Bind(1, _sources.GetOrAdd(proof.Source)).Bind(2, proof.Record.Span).Bind(3, BatchChecksum.Of(proof)).Run();

    /// <exception cref="FeedStorageException">The file is damaged there, or cannot be read.</exception>
    public List<StoredProof> ReadAll()
    {
        var proofs = new List<StoredProof>();
        try
        {
            while (_select.Step())
            {
                if (!_sources.TryGet(_select.GetInt64(0), out var source))
                    throw SqliteErrors.Damaged(_file.Path, $"a fork proof is of source {_select.GetInt64(0)}, which is not in it");
                var proof = new StoredProof(source, _select.GetBlob(1).ToArray());
                if (BatchChecksum.Of(proof) != _select.GetInt64(2))
                    throw SqliteErrors.Damaged(_file.Path, $"the checksum of the fork proof of source {source} does not fit");
                proofs.Add(proof);
            }
        }
        finally
        {
            _select.Reset();
        }

        return proofs;
    }
}
