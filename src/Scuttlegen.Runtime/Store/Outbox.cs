using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>One's own updates on their way to the storage: gathered in the order of dispatch, sealed into batches, encrypted where the room has a key and chained as they are stored, then published or taken back.</summary>
/// <param name="genesis">The chain hash before the first batch.</param>
/// <param name="areEncrypted">Whether the batches will be encrypted.</param>
internal sealed class Outbox(ChainHash genesis, bool areEncrypted = false)
{
    private readonly BatchBuilder _builder = new(areEncrypted);

    // Neither encrypted nor chained yet: until they are stored they may be moved to another source.
    private readonly List<Batch> _sealed = [];
    private readonly List<SealedBatch> _storing = [];
    private ChainHash _head = genesis;
    private ulong _lastSealed;
    private long _sealedBytes;

    public ulong LastSequence => _lastSealed + (uint)_builder.Count;

    /// <summary>Whether the feed has no room for another update.</summary>
    public bool IsFull => LastSequence >= WireLimits.MaxSequence;

    /// <summary>The sequence of the next update.</summary>
    /// <exception cref="OverflowException">There is none.</exception>
    public ulong NextSequence => IsFull
        ? throw new OverflowException($"The feed has {WireLimits.MaxSequence} updates ({nameof(WireLimits)}.{nameof(WireLimits.MaxSequence)}), as many as a feed can have: this peer needs a new storage, and with it another source.")
        : LastSequence + 1;

    public ulong LastTime { get; private set; }

    /// <summary>How many updates were ever added. Unlike sequences, it goes on when the source changes.</summary>
    public ulong Added { get; private set; }

    /// <summary>How many of those added are durable.</summary>
    public ulong Durable { get; private set; }

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

    /// <summary>Goes on under another source, with everything that is not handed out for storing: in the same order and at the same times, from sequence 1 on.</summary>
    public void MoveTo(ChainHash newGenesis)
    {
        if (_storing.Count > 0) throw new InvalidOperationException("Updates are being stored under the source that is to be left.");
        (_head, _lastSealed) = (newGenesis, 0);
        foreach (ref var batch in CollectionsMarshal.AsSpan(_sealed))
        {
            // Header lengths depend on the sequence.
            var moved = batch.MoveTo(_lastSealed + 1);
            _sealedBytes += moved.Length - batch.Length;
            _lastSealed = moved.Header.LastSequence;
            batch = moved;
        }
    }

    public void Add(string kind, ulong time, long wallClock, ReadOnlySpan<byte> payload)
    {
        if (_builder.Origin is not null) Seal();
        if (!_builder.TryAdd(kind, time, wallClock, payload)) AddToNext(null, kind, time, wallClock, payload);
        (LastTime, Added) = (time, Added + 1);
    }

    /// <summary>Adds an update that was written before, and cut off. Those that follow one another in one original batch share a batch.</summary>
    public void Reissue(Origin origin, string kind, ulong time, long wallClock, ReadOnlySpan<byte> payload)
    {
        var continues = _builder.Origin is { } begun && begun with { Sequence = begun.Sequence + (uint)_builder.Count } == origin;
        if (!continues || !_builder.TryAdd(kind, time, wallClock, payload)) AddToNext(origin, kind, time, wallClock, payload);
        (LastTime, Added) = (time, Added + 1);
    }

    /// <summary>The batch that holds an update that is not durable yet, sealed if it was not; encrypted only if it is being stored.</summary>
    public Batch? Find(ulong sequence)
    {
        Seal();
        foreach (var batch in _storing.Select(static item => item.Batch).Concat(_sealed))
        {
            if (sequence >= batch.Header.FirstSequence && sequence <= batch.Header.LastSequence) return batch;
        }

        return null;
    }

    /// <summary>Seals what was gathered and hands it out for storing. Dispatching may go on meanwhile.</summary>
    /// <param name="encrypt">Encrypts a batch, where that is to be done: not before now, for until now it may be moved to another source.</param>
    /// <param name="sign">Signs what came of it, given the chain hash after it.</param>
    public IReadOnlyList<SealedBatch> BeginStoring(Func<Batch, Batch> encrypt, Func<Batch, ChainHash, Batch> sign)
    {
        Seal();
        foreach (var batch in _sealed)
        {
            var encrypted = encrypt(batch);
            _sealedBytes += encrypted.Length - batch.Length;
            var after = _head.Next(encrypted.HeaderBytes, encrypted.BodyBytes);
            _storing.Add(new SealedBatch(sign(encrypted, after), _head.Prefix, after));
            _head = after;
        }

        _sealed.Clear();
        return _storing;
    }

    /// <summary>Takes what was handed out for storing: it is durable.</summary>
    public List<SealedBatch> TakeStored()
    {
        List<SealedBatch> stored = [.. _storing];
        foreach (var (batch, _, _) in stored)
        {
            _sealedBytes -= batch.Length;
            Durable += (uint)batch.Header.Count;
        }

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

    private void AddToNext(Origin? origin, string kind, ulong time, long wallClock, ReadOnlySpan<byte> payload)
    {
        Seal();
        _builder.Origin = origin;
        if (!_builder.TryAdd(kind, time, wallClock, payload))
            throw new InvalidOperationException($"A payload of {payload.Length} bytes does not fit an empty batch.");
    }

    private void Seal()
    {
        if (_builder.IsEmpty) return;
        var batch = _builder.Seal(_lastSealed + 1);
        _sealed.Add(batch);
        _sealedBytes += batch.Length;
        _lastSealed = batch.Header.LastSequence;
    }
}

/// <summary>A batch of one's own with its place in the chain.</summary>
internal readonly record struct SealedBatch(Batch Batch, ulong ChainBefore, ChainHash After);
