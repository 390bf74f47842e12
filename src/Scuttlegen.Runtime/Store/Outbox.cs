using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>One's own updates on their way to the storage: gathered in the order of dispatch, sealed into batches, then published or taken back.</summary>
internal sealed class Outbox(ChainHash genesis)
{
    private readonly BatchBuilder _builder = new();
    private readonly List<(Batch Batch, ulong ChainBefore)> _sealed = [];
    private readonly List<(Batch Batch, ulong ChainBefore)> _storing = [];
    private ChainHash _head = genesis;
    private ulong _lastSealed;
    private long _sealedBytes;

    public ulong LastSequence => _lastSealed + (uint)_builder.Count;

    public ulong LastTime { get; private set; }

    /// <summary>Whether everything that was added is durable.</summary>
    public bool IsEmpty => _builder.IsEmpty && _sealed.Count == 0 && _storing.Count == 0;

    public long PendingBytes => _sealedBytes + _builder.Length;

    /// <summary>Goes on after what was written before: read from the storage, or lost and given back by another peer. Only while it <see cref="IsEmpty"/>.</summary>
    public void Resume(Feed own)
    {
        _head = own.Head;
        _lastSealed = own.LastSequence;
        LastTime = own.LastTime;
    }

    public void Add(string kind, ulong time, long wallClock, ReadOnlySpan<byte> payload)
    {
        if (!_builder.TryAdd(kind, time, wallClock, payload))
        {
            Seal();
            if (!_builder.TryAdd(kind, time, wallClock, payload))
                throw new InvalidOperationException($"A payload of {payload.Length} bytes does not fit an empty batch.");
        }

        LastTime = time;
    }

    /// <summary>Seals what was gathered and hands it out for storing. Dispatching may go on meanwhile.</summary>
    public IReadOnlyList<(Batch Batch, ulong ChainBefore)> BeginStoring()
    {
        Seal();
        _storing.AddRange(_sealed);
        _sealed.Clear();
        return _storing;
    }

    /// <summary>Takes what was handed out for storing: it is durable.</summary>
    public List<Batch> TakeStored()
    {
        var stored = _storing.ConvertAll(static item => item.Batch);
        foreach (var batch in stored) _sealedBytes -= batch.Length;
        _storing.Clear();
        return stored;
    }

    /// <summary>Forgets everything that is not durable. Nothing may be added afterwards.</summary>
    public void Discard()
    {
        _builder.Clear();
        _sealed.Clear();
        _storing.Clear();
        _sealedBytes = 0;
    }

    private void Seal()
    {
        if (_builder.IsEmpty) return;
        var batch = _builder.Seal(_lastSealed + 1);
        _sealed.Add((batch, _head.Prefix));
        _head = _head.Next(batch.HeaderBytes, batch.BodyBytes);
        _lastSealed = batch.Header.LastSequence;
        _sealedBytes += batch.Length;
    }
}
