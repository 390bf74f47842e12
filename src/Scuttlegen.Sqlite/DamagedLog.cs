using System.Buffers.Binary;

namespace Scuttlegen.Sqlite;

/// <summary>What can still be told of a damaged log: whose it is, its sources, and every fork proof and batch whose checksum fits.</summary>
internal sealed class DamagedLog : IDisposable
{
    private readonly DamagedPages _pages;
    private readonly DamagedRows _rows;
    private readonly Dictionary<long, List<Source>> _sources = [];
    private readonly List<Place> _batches = [];
    private readonly HashSet<long> _rotten = [];
    private readonly HashSet<long> _sourcesWithRotten = [];
    private readonly List<StoredProof> _proofs = [];
    private readonly HashSet<long> _sourcesWithProof = [];
    private readonly HashSet<long> _sourcesWithRottenProof = [];
    private long _selfId;

    /// <exception cref="IOException">The file cannot be read.</exception>
    public DamagedLog(string path, CancellationToken cancellationToken)
    {
        _pages = new DamagedPages(path);
        _rows = new DamagedRows(_pages);
        ReadHeader();

        // Sources first: a batch's checksum covers its source's name, the row only its number.
        ForEachRow(FindIdentity, cancellationToken);
        ForEachRow(FindRecord, cancellationToken);
        _batches.Sort(static (x, y) => x.RowId.CompareTo(y.RowId));
    }

    /// <summary>Whether the file's header says that it is a log; a damaged one may not.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>The format version in an intact header; 0 otherwise.</summary>
    public int FormatVersion { get; private set; }

    /// <summary>The store that the log says it holds. Not checked by any checksum.</summary>
    public StoreId? Store { get; private set; }

    /// <summary>How many batches are intact.</summary>
    public int BatchCount => _batches.Count;

    /// <summary>How many batches are known to have been in the log and are not intact.</summary>
    public long UnreadableBatches
    {
        get
        {
            // Rows are numbered without gaps.
            var last = _batches.Count == 0 ? 0 : _batches[^1].RowId;
            return last - _batches.Count + _rotten.Count(row => row > last);
        }
    }

    /// <summary>Every intact fork proof, also such as were replaced and are not overwritten yet.</summary>
    public IReadOnlyCollection<StoredProof> Proofs => _proofs;

    /// <summary>How many fork proofs are known to have been in the log and are not intact.</summary>
    public int UnreadableProofs => _sourcesWithRottenProof.Count(id => !_sourcesWithProof.Contains(id));

    /// <summary>Under which source the peer wrote; <see langword="null"/> if that is lost.</summary>
    public Source? Self => _sources.TryGetValue(_selfId, out var named) ? named[0] : null;

    /// <summary>The peer whose log it is: of all its incarnations the first is the first source.</summary>
    public PeerId? Peer => Self?.Peer ?? (_sources.TryGetValue(1, out var first) ? first[0].Peer : null);

    /// <summary>The sources that have batches, intact or not, in the order in which the log met them.</summary>
    public IEnumerable<(Source Source, bool HasUnreadable)> Sources =>
        _batches.Select(static place => place.SourceId).Concat(_sourcesWithRotten).Distinct().Order().Where(_sources.ContainsKey)
            .Select(id => (_sources[id][0], _sourcesWithRotten.Contains(id)));

    /// <summary>Every intact batch in the order of appending, one at a time.</summary>
    public IEnumerable<StoredBatch> ReadBatches()
    {
        var page = 0L;
        for (var i = 0; i < _batches.Count; i++)
        {
            var place = _batches[i];
            if (i > 0 && place.RowId == _batches[i - 1].RowId) continue;
            if (place.Page != page) _rows.GoTo(page = place.Page);
            if (_rows.TryRead(place.Cell) && TryReadBatch(_sources[place.SourceId][0], out var batch, out _, out _)) yield return Copy(batch);
        }
    }

    public void Dispose() => _pages.Dispose();

    private void ReadHeader()
    {
        Span<byte> page = stackalloc byte[DamagedPages.PageSize];
        _pages.TryRead(1, page);
        HasHeader = BinaryPrimitives.ReadInt32BigEndian(page[68..]) == LogFile.ApplicationId;
        if (HasHeader && page.StartsWith("SQLite format 3\0"u8)) FormatVersion = BinaryPrimitives.ReadInt32BigEndian(page[60..]);
    }

    private void ForEachRow(Action<long, int> visit, CancellationToken cancellationToken)
    {
        for (var page = 1L; page <= _pages.Count; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = _rows.GoTo(page);
            for (var cell = 0; cell < cells; cell++)
            {
                if (_rows.TryRead(cell)) visit(page, cell);
            }
        }
    }

    private void FindIdentity(long page, int cell)
    {
        // The index that keeps sources unique is a second copy of them.
        if (_rows.Columns == 2 && _rows.TryGetBlob(_rows.IsIndex ? 0 : 1, out var bytes) && bytes.Length == Source.Size)
        {
            var id = _rows.RowId;
            if (_rows.IsIndex ? _rows.TryGetInt64(1, out id) : _rows.IsNull(0)) AddSource(id, new Source(bytes.Span));
        }
        else if (!_rows.IsIndex && _rows.Columns == 4 && _rows.RowId == 1 && _rows.IsNull(0)
            && _rows.TryGetBlob(1, out var store) && store.Length == StoreId.Size && _rows.TryGetInt64(2, out var self))
        {
            (Store, _selfId) = (new StoreId(store.Span), self);
        }
    }

    private void AddSource(long id, Source source)
    {
        if (!_sources.TryGetValue(id, out var named)) _sources.Add(id, named = []);
        if (!named.Contains(source)) named.Add(source);
    }

    private void FindRecord(long page, int cell)
    {
        if (_rows.IsIndex || !_rows.IsNull(0)) return;
        if (_rows.Columns == 8 && _rows.TryGetInt64(1, out var source)) FindBatch(source, page, cell);
        else if (_rows.Columns == 3 && _rows.TryGetBlob(1, out var record) && record.Length > StoreId.Size && _rows.TryGetInt64(2, out var checksum)) FindProof(_rows.RowId, record, checksum);
    }

    private void FindProof(long id, ReadOnlyMemory<byte> record, long checksum)
    {
        foreach (var source in _sources.GetValueOrDefault(id, []))
        {
            if (BatchChecksum.Of(new StoredProof(source, record)) != checksum) continue;
            _proofs.Add(new StoredProof(source, record.ToArray()));
            _sourcesWithProof.Add(id);
            return;
        }

        _sourcesWithRottenProof.Add(id);
    }

    private void FindBatch(long id, long page, int cell)
    {
        if (_sources.TryGetValue(id, out var named))
        {
            for (var i = 0; i < named.Count; i++)
            {
                if (!TryReadBatch(named[i], out var batch, out var first, out var checksum) || BatchChecksum.Of(batch, first) != checksum) continue;

                // The checksum has shown which of the names is the right one.
                (named[0], named[i]) = (named[i], named[0]);
                _batches.Add(new Place(_rows.RowId, page, cell, id));
                return;
            }
        }

        _rotten.Add(_rows.RowId);
        _sourcesWithRotten.Add(id);
    }

    private bool TryReadBatch(Source source, out StoredBatch batch, out ulong first, out long checksum)
    {
        (batch, first, checksum) = (default, 0, 0);
        if (!_rows.TryGetInt64(2, out var signedFirst)
            || !_rows.TryGetInt64(3, out var chainBefore)
            || !_rows.TryGetBlob(4, out var header)
            || !_rows.TryGetBlob(5, out var body)
            || !_rows.TryGetBlob(6, out var signature)
            || !_rows.TryGetInt64(7, out checksum))
        {
            return false;
        }

        first = unchecked((ulong)signedFirst);
        batch = new StoredBatch(source, unchecked((ulong)chainBefore), header, body, signature);
        return true;
    }

    private static StoredBatch Copy(in StoredBatch batch) =>
        batch with { Header = batch.Header.ToArray(), Body = batch.Body.ToArray(), Signature = batch.Signature.ToArray() };

    private readonly record struct Place(long RowId, long Page, int Cell, long SourceId);
}
