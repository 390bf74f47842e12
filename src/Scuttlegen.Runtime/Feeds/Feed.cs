using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>One source's updates, without gaps, in the batches that the source made.</summary>
/// <remarks>
/// A signature vouches for all of the feed before it, so few are kept (W2): the newest, and as few before it as divide the feed into runs of at most <see cref="MaxRunBytes"/> and <see cref="MaxRunBatches"/>, so
/// that a run fits every medium's frame, and the way from any batch to a signature is short.
/// </remarks>
internal sealed class Feed
{
    /// <summary>Header and body bytes between two kept signatures.</summary>
    public const int MaxRunBytes = WireLimits.MaxBatchBytes;

    /// <summary>Batches between two kept signatures.</summary>
    public const int MaxRunBatches = 256;

    private readonly List<Batch> _batches = [];
    private readonly List<ChainHash> _hashes = [];
    private readonly ChainHash _genesis;

    // The batches whose signatures are kept, the lengths of the last of those runs, and of what follows it without a signature.
    private readonly List<int> _signed = [];
    private Run _lastRun, _tail;

    public Feed(StoreId store, Source source, int index)
    {
        Source = source;
        Index = index;
        _genesis = ChainHash.Genesis(store, source);
    }

    public Source Source { get; }

    /// <summary>The source's index in <see cref="SourceTable"/>.</summary>
    public int Index { get; }

    /// <summary>The last sequence that counts: once the feed has forked, the last before its branches part.</summary>
    public ulong Cut { get; private set; } = ulong.MaxValue;

    public int BatchCount => _batches.Count;

    public ulong LastSequence => _batches.Count == 0 ? 0 : _batches[^1].Header.LastSequence;

    public ulong LastTime => _batches.Count == 0 ? 0 : _batches[^1].Header.LastTime;

    public ChainHash Head => _batches.Count == 0 ? _genesis : _hashes[^1];

    public Batch this[int batch] => _batches[batch];

    /// <summary>The chain hash before the batch of that index.</summary>
    public ChainHash HashBefore(int batch) => batch == 0 ? _genesis : _hashes[batch - 1];

    /// <summary>The index of the first batch after <paramref name="sequence"/>; <see cref="BatchCount"/> if there is none.</summary>
    public int FirstBatchAfter(ulong sequence)
    {
        var (low, high) = (0, _batches.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_batches[middle].Header.LastSequence <= sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Whether a batch ends at <paramref name="sequence"/>; if so, the chain hash there.</summary>
    public bool TryGetHashAt(ulong sequence, out ChainHash hash)
    {
        var after = FirstBatchAfter(sequence);
        hash = HashBefore(after);
        return sequence == (after == 0 ? 0 : _batches[after - 1].Header.LastSequence);
    }

    /// <summary>Appends a batch whose place, times and chain were checked.</summary>
    public void Append(Batch batch) => Append(batch, Head.Next(batch.HeaderBytes, batch.BodyBytes));

    /// <summary>Appends a batch whose place, times and chain were checked.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="after">The chain hash after it.</param>
    public void Append(Batch batch, ChainHash after)
    {
        _hashes.Add(after);
        _batches.Add(batch);
        NoteSignature(_batches.Count - 1);
    }

    /// <summary>The index of the first batch from <paramref name="batch"/> on whose signature is kept; -1 if none is.</summary>
    public int FirstSignedFrom(int batch)
    {
        var at = _signed.BinarySearch(batch);
        if (at < 0) at = ~at;
        return at < _signed.Count ? _signed[at] : -1;
    }

    /// <summary>How many batches there are up to the last whose signature is kept.</summary>
    public int SignedCount => _signed.Count == 0 ? 0 : _signed[^1] + 1;

    /// <summary>Puts the author's signature beside the last batch, which came without.</summary>
    public void SignLast(ReadOnlyMemory<byte> signature)
    {
        var last = _batches.Count - 1;
        _batches[last] = _batches[last].WithSignature(signature);
        KeepSignature(last);
    }

    /// <summary>Whether batches may stand together between two signatures.</summary>
    public static bool IsRun(ReadOnlySpan<Batch> batches)
    {
        var run = default(Run);
        foreach (var batch in batches) run += batch;
        return run.Fits;
    }

    /// <summary>The end of the batch of that index.</summary>
    public Boundary BoundaryAt(int batch) => new(_batches[batch].Header.LastSequence, _hashes[batch].Prefix);

    /// <summary>Freezes the feed: takes off what lies beyond <paramref name="cut"/>, now and in future, and says what that was.</summary>
    public List<ChainedBatch> Freeze(ulong cut)
    {
        Cut = Math.Min(Cut, cut);
        return Truncate(Cut);
    }

    /// <summary>Takes off what lies beyond <paramref name="sequence"/>, and says what that was.</summary>
    public List<ChainedBatch> Truncate(ulong sequence)
    {
        var kept = FirstBatchAfter(sequence);
        var removed = new List<ChainedBatch>(BatchCount - kept);
        for (var i = kept; i < BatchCount; i++) removed.Add(new ChainedBatch(_batches[i], HashBefore(i), _hashes[i]));
        _batches.RemoveRange(kept, removed.Count);
        _hashes.RemoveRange(kept, removed.Count);
        _signed.Clear();
        (_lastRun, _tail) = (default, default);
        for (var i = 0; i < kept; i++) NoteSignature(i);
        return removed;
    }

    private void NoteSignature(int index)
    {
        _tail += _batches[index];
        if (!_batches[index].Signature.IsEmpty) KeepSignature(index);
    }

    private void KeepSignature(int index)
    {
        if (_signed.Count > 0 && (_lastRun + _tail).Fits)
        {
            _batches[_signed[^1]] = _batches[_signed[^1]].WithSignature(default);
            _signed[^1] = index;
            _lastRun += _tail;
        }
        else
        {
            _signed.Add(index);
            _lastRun = _tail;
        }

        _tail = default;
    }

    private readonly record struct Run(int Batches, long Bytes)
    {
        public bool Fits => Batches <= MaxRunBatches && Bytes <= MaxRunBytes;

        public static Run operator +(Run run, Batch batch) => new(run.Batches + 1, run.Bytes + batch.Length);

        public static Run operator +(Run one, Run other) => new(one.Batches + other.Batches, one.Bytes + other.Bytes);
    }
}
