using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Batches of others that wait for this peer's own verdict, in feed order: outside of feeds, digest and history, and relayed to nobody. Bounded: what finds no room is offered again.
/// </summary>
internal sealed class WaitingRoom
{
    public const int MaxBatches = 1024;
    public const int MaxBytes = 8 * 1024 * 1024;

    // One author who writes much must not keep the others out.
    public const int MaxBatchesPerSource = 256;
    public const int MaxBytesPerSource = 2 * 1024 * 1024;

    private readonly Dictionary<Source, List<WaitingBatch>> _waiting = [];
    private int _bytes;

    public int Count { get; private set; }

    /// <summary>The feeds of which anything waits.</summary>
    public IEnumerable<Source> Sources => _waiting.Keys;

    /// <summary>What waits of a feed.</summary>
    public IReadOnlyList<WaitingBatch> Of(Source source) => _waiting.TryGetValue(source, out var batches) ? batches : [];

    /// <summary>The first of a feed's batches, and those that follow it up to one that is signed.</summary>
    public Batch[] RunOf(Source source)
    {
        var waiting = Of(source);
        var length = 1;
        while (waiting[length - 1].Batch.Signature.IsEmpty && length < waiting.Count) length++;
        return [.. waiting.Take(length).Select(static item => item.Batch)];
    }

    /// <summary>Puts a batch behind those of its feed that wait already.</summary>
    /// <returns>Whether there is room for it.</returns>
    public bool TryAdd(WaitingBatch batch)
    {
        var held = Of(batch.Source);
        if (Count == MaxBatches || _bytes + batch.Batch.Length > MaxBytes) return false;
        if (held.Count == MaxBatchesPerSource || held.Sum(static waiting => waiting.Batch.Length) + batch.Batch.Length > MaxBytesPerSource) return false;
        if (held.Count == 0) _waiting.Add(batch.Source, []);
        _waiting[batch.Source].Add(batch);
        (Count, _bytes) = (Count + 1, _bytes + batch.Batch.Length);
        return true;
    }

    /// <summary>Takes the first of a feed's batches out.</summary>
    public void RemoveFirst(Source source) => Remove(source, 1);

    /// <summary>Takes all of a feed's batches out.</summary>
    public void Remove(Source source) => Remove(source, Of(source).Count);

    /// <summary>The batches for which nobody has been asked yet.</summary>
    public IEnumerable<WaitingBatch> Unasked() => _waiting.Values.SelectMany(static batches => batches).Where(static batch => batch is { IsAsked: false, Verdict: null });

    private void Remove(Source source, int count)
    {
        if (!_waiting.TryGetValue(source, out var batches)) return;
        _bytes -= batches.Take(count).Sum(static waiting => waiting.Batch.Length);
        batches.RemoveRange(0, count);
        Count -= count;
        if (batches.Count == 0) _waiting.Remove(source);
    }
}

/// <summary>A batch that waits, at its place in the chain.</summary>
internal sealed class WaitingBatch(Source source, ChainHash before, Batch batch)
{
    public Source Source { get; } = source;

    public Batch Batch { get; } = batch;

    public ChainHash Before { get; } = before;

    public ChainHash After { get; } = before.Next(batch.HeaderBytes, batch.BodyBytes);

    public bool IsAsked { get; private set; }

    /// <summary>Whether all that precedes it was in when it was asked for.</summary>
    public bool WasFirst { get; private set; }

    /// <summary>Whether it may enter; <see langword="null"/> while that is not known.</summary>
    public bool? Verdict { get; set; }

    public void Ask(bool isFirst) => (IsAsked, WasFirst, Verdict) = (true, isFirst, null);

    public void Forget() => (IsAsked, Verdict) = (false, null);
}
