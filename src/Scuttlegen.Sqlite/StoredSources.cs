namespace Scuttlegen.Sqlite;

/// <summary>The sources of a log and the small numbers by which its batches name them.</summary>
internal sealed class StoredSources
{
    private readonly Dictionary<Source, long> _ids = [];
    private readonly Dictionary<long, Source> _sources = [];
    private readonly List<Source> _uncommitted = [];
    private readonly Statement _insert;

    /// <exception cref="FeedStorageException">They cannot be read.</exception>
    public StoredSources(LogFile file)
    {
        var select = file.Prepare("SELECT id, source FROM source");
        while (select.Step())
        {
            var id = select.GetInt64(0);
            if (select.GetBlob(1).Length != Source.Size) throw SqliteErrors.Damaged(file.Path, $"source {id} has {select.GetBlob(1).Length} bytes");
            var source = new Source(select.GetBlob(1));
            if (_ids.ContainsKey(source)) throw SqliteErrors.Damaged(file.Path, $"source {source} is in it twice");
            Remember(id, source);
        }

        select.Reset();
        _insert = file.Prepare("INSERT INTO source (id, source) VALUES (?1, ?2)");
    }

    public bool TryGet(long id, out Source source) => _sources.TryGetValue(id, out source);

    /// <summary>The source's number; in the running transaction a new one gets the next.</summary>
    /// <exception cref="FeedStorageException">It cannot be written.</exception>
    public long GetOrAdd(Source source)
    {
        if (_ids.TryGetValue(source, out var id)) return id;
        id = _ids.Count + 1;
        Span<byte> bytes = stackalloc byte[Source.Size];
        source.CopyTo(bytes);
        _insert.Bind(1, id).Bind(2, bytes).Run();
        Remember(id, source);
        _uncommitted.Add(source);
        return id;
    }

    public void Committed() => _uncommitted.Clear();

    public void RolledBack()
    {
        foreach (var source in _uncommitted)
        {
            _ids.Remove(source, out var id);
            _sources.Remove(id);
        }

        _uncommitted.Clear();
    }

    private void Remember(long id, Source source)
    {
        _ids.Add(source, id);
        _sources.Add(id, source);
    }
}
