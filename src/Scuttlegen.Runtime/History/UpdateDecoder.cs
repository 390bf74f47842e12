using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Between bytes and actions: encodes what is dispatched, decodes what is admitted. A payload that is no value of its kind voids its
/// update on every peer alike (I9); an unknown kind is kept as a no-op (I4).
/// </summary>
internal sealed class UpdateDecoder<TState>
{
    // What one large action needed is given back with the next small one.
    private const int MaxIdleScratchBytes = 64 * 1024;

    private readonly ReplayTable<TState> _table;
    private readonly Action<StoreEvent> _raise;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly OccurrenceCounts<(Source Source, string Kind)> _voided = new(static key => (default, key.Kind));
    private byte[] _scratch = new byte[256];

    public UpdateDecoder(ReplayTable<TState> table, Action<StoreEvent> raise)
    {
        _table = table;
        _raise = raise;
        for (var i = 0; i < table.Kinds.Length; i++) _indices.Add(table.Kinds[i], i);
    }

    /// <returns>The action's canonical bytes, valid until the next call.</returns>
    /// <exception cref="ActionRefusedException">The action has no canonical form, or is too large.</exception>
    public ReadOnlySpan<byte> Encode(int kind, object action)
    {
        CborWriter writer;
        try
        {
            var bound = _table.GetMaxSize(kind, action);
            if (bound > _scratch.Length || (_scratch.Length > MaxIdleScratchBytes && bound <= MaxIdleScratchBytes))
                _scratch = new byte[Math.Max(bound, Math.Min(2 * _scratch.Length, MaxIdleScratchBytes))];
            writer = new CborWriter(_scratch);
            _table.Write(kind, action, ref writer);
        }
        catch (Exception exception) when (IsPayloadsFault(exception))
        {
            throw new ActionRefusedException(_table.Kinds[kind], $"The action '{_table.Kinds[kind]}' cannot be encoded: {exception.Message}", exception);
        }

        if (writer.Length > WireLimits.MaxPayloadBytes)
        {
            throw new ActionRefusedException(
                _table.Kinds[kind],
                $"The action '{_table.Kinds[kind]}' has {writer.Length} bytes; at most {WireLimits.MaxPayloadBytes} fit an update. Split it, or refer to large content by its hash.");
        }

        return writer.Written;
    }

    /// <summary>Decodes an action that this peer has just encoded (I10: the origin reduces what receivers will decode).</summary>
    /// <exception cref="ActionRefusedException">The action does not survive its own encoding.</exception>
    public object DecodeOwn(int kind, ReadOnlySpan<byte> payload)
    {
        try
        {
            return Decode(kind, payload);
        }
        catch (Exception exception) when (IsPayloadsFault(exception))
        {
            throw new ActionRefusedException(
                _table.Kinds[kind], $"The action '{_table.Kinds[kind]}' cannot be decoded again, so every peer would ignore it: {exception.Message}", exception);
        }
    }

    /// <summary>Decodes a batch's updates to the end of <paramref name="entries"/>.</summary>
    public void Decode(Batch batch, Source source, int sourceIndex, List<LogEntry> entries)
    {
        var kinds = batch.Header.Kinds;
        Span<int> indices = kinds.Length <= 64 ? stackalloc int[kinds.Length] : new int[kinds.Length];
        for (var i = 0; i < kinds.Length; i++) indices[i] = _indices.GetValueOrDefault(kinds[i], LogEntry.NoKind);

        entries.EnsureCapacity(entries.Count + batch.Header.Count);
        var updates = batch.Updates();
        while (updates.MoveNext())
        {
            var kind = indices[updates.Kind];
            var action = DecodeOrVoid(kinds[updates.Kind], ref kind, updates.Payload, new Stamp(updates.Time, source));
            entries.Add(new LogEntry(action, kind, updates.Time, updates.Sequence, updates.WallClock, sourceIndex));
        }
    }

    /// <summary>Decodes one update.</summary>
    public LogEntry Decode(string kindName, ReadOnlySpan<byte> payload, Stamp stamp, ulong sequence, long wallClock, int sourceIndex)
    {
        var kind = _indices.GetValueOrDefault(kindName, LogEntry.NoKind);
        var action = DecodeOrVoid(kindName, ref kind, payload, stamp);
        return new LogEntry(action, kind, stamp.Time, sequence, wallClock, sourceIndex);
    }

    private object? DecodeOrVoid(string kindName, ref int kind, ReadOnlySpan<byte> payload, Stamp stamp)
    {
        if (kind == LogEntry.NoKind)
        {
            ReportUnknown(kindName, stamp);
            return null;
        }

        try
        {
            return Decode(kind, payload);
        }
        catch (Exception exception) when (IsPayloadsFault(exception))
        {
            ReportVoided(kindName, stamp, exception);
            kind = LogEntry.NoKind;
            return null;
        }
    }

    private object Decode(int kind, ReadOnlySpan<byte> payload)
    {
        var reader = new CborReader(payload);
        var action = _table.Read(kind, ref reader);
        reader.EnsureEnd();
        return action;
    }

    private void ReportVoided(string kind, Stamp stamp, Exception exception)
    {
        if (_voided.Count((stamp.Source, kind), out var occurrences)) _raise(new UpdateVoided(stamp, kind, exception.Message, occurrences));
    }

    private void ReportUnknown(string kind, Stamp stamp)
    {
        const int maxReported = 1024;
        if (_unknown.Count < maxReported && _unknown.Add(kind)) _raise(new UnknownKind(stamp, kind));
    }

    // The constructor of an action may refuse what the codec accepts: that too is the same on every peer.
    private static bool IsPayloadsFault(Exception exception) => !Exhaustion.IsCauseOf(exception);
}
