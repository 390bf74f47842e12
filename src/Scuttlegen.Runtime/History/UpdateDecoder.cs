using System.Collections.Immutable;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Between bytes and actions: encodes what is dispatched, decodes what is admitted. A payload that is no value of its kind voids its
/// update on every peer alike (I9); an unknown kind is kept as a no-op (I4), and so is what is encrypted with a key that is not held here, until it is.
/// </summary>
internal sealed class UpdateDecoder<TState>
{
    // What one large action needed is given back with the next small one.
    private const int MaxIdleScratchBytes = 64 * 1024;

    private readonly ReplayTable<TState> _table;
    private readonly RoomEncryption _encryption;
    private readonly LockedBatches _locked = new();
    private readonly Action<StoreEvent> _raise;
    private readonly Action<Exception> _halt;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly OccurrenceCounts<(Source Source, string Kind, string? Verifier)> _voided = new(static key => (default, key.Kind, key.Verifier));
    private readonly OccurrenceCounts<(Source Source, RoomKeyId Key)> _undecryptable = new(static _ => default);
    private readonly OccurrenceCounts<Source> _bodiesVoided = new(static _ => default);
    private readonly ImmutableArray<KindHooks> _hooks;
    private readonly FeedPrefixes? _prefixes;
    private byte[] _scratch = new byte[256];

    /// <param name="table">The store's codecs and verifiers.</param>
    /// <param name="encryption">Opens bodies.</param>
    /// <param name="raise">Told of what is void or unknown.</param>
    /// <param name="halt">Told that memory or stack ran out while an update was decoded or verified: nobody knows what it comes to, nor what any after it do (R5).</param>
    public UpdateDecoder(ReplayTable<TState> table, RoomEncryption encryption, Action<StoreEvent> raise, Action<Exception> halt)
    {
        _table = table;
        _encryption = encryption;
        _raise = raise;
        _halt = halt;
        _hooks = table.Hooks;
        if (_hooks.Any(static hooks => hooks.HasFlag(KindHooks.FeedPrefix))) _prefixes = new FeedPrefixes();
        for (var i = 0; i < table.Kinds.Length; i++) _indices.Add(table.Kinds[i], i);
    }

    /// <summary>The batches in feeds that cannot be read here, for want of a key.</summary>
    public LockedBatches Locked => _locked;

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
        catch (Exception exception)
        {
            // Also if it is nested too deep for the stack: nothing is logged yet.
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
        catch (Exception exception)
        {
            throw new ActionRefusedException(
                _table.Kinds[kind], $"The action '{_table.Kinds[kind]}' cannot be decoded again, so every peer would ignore it: {exception.Message}", exception);
        }
    }

    /// <summary>Decodes a batch's updates to the end of <paramref name="entries"/>.</summary>
    public void Decode(Batch batch, Source source, int sourceIndex, List<LogEntry> entries)
    {
        entries.EnsureCapacity(entries.Count + batch.Header.Count);
        var opening = _encryption.TryOpen(source, batch, out var updates, out var why);
        if (opening != Opening.Open)
        {
            AddUnread(batch.Header, source, sourceIndex, entries);
            if (opening == Opening.Locked) NoteLocked(batch.Header, source, sourceIndex);
            else ReportBodyVoided(batch.Header, source, why);
            return;
        }

        var kinds = updates.Kinds;
        Span<int> indices = kinds.Length <= 64 ? stackalloc int[kinds.Length] : new int[kinds.Length];
        for (var i = 0; i < kinds.Length; i++) indices[i] = _indices.GetValueOrDefault(kinds[i], LogEntry.NoKind);
        while (updates.MoveNext())
        {
            var kind = indices[updates.Kind];
            entries.Add(Decode(kinds[updates.Kind], kind, updates.Payload, new Stamp(updates.Time, source), updates.Sequence, updates.WallClock, sourceIndex));
        }
    }

    /// <summary>Decodes one update.</summary>
    public LogEntry Decode(string kindName, ReadOnlySpan<byte> payload, Stamp stamp, ulong sequence, long wallClock, int sourceIndex) =>
        Decode(kindName, _indices.GetValueOrDefault(kindName, LogEntry.NoKind), payload, stamp, sequence, wallClock, sourceIndex);

    /// <summary>Whether this store reduces the kind.</summary>
    public bool TryGetKind(string name, out int kind) => _indices.TryGetValue(name, out kind);

    /// <summary>Reads an action that is not judged yet; whoever judges it says what is wrong.</summary>
    public bool TryRead(int kind, ReadOnlySpan<byte> payload, out object? action)
    {
        try
        {
            action = Decode(kind, payload);
            return true;
        }
        catch (Exception exception) when (IsPayloadsFault(exception))
        {
            action = null;
            return false;
        }
    }

    /// <summary>Notes an update of one's own that <see cref="Refuse"/> let stand, for those that follow it.</summary>
    public void NoteOwn(in LogEntry entry, Source self)
    {
        if (_prefixes is null) return;
        var update = ToUpdate(_table.Kinds[entry.Kind], entry.Action, new Stamp(entry.Time, self), entry.Sequence, entry.WallClock);
        _prefixes.Add(entry.Source, new FeedUpdate(update, IsVoid: false));
    }

    /// <summary>A feed ends at <paramref name="last"/>: what was judged beyond it never was.</summary>
    public void Truncate(int source, ulong last)
    {
        _prefixes?.Truncate(source, last);
        _locked.Truncate(source, last);
    }

    /// <summary>Finds the batches that could not be read, and can now that keys were added: they are to be decoded again, in the order of their feeds.</summary>
    /// <returns>For each source, the first sequences of those batches; or only the first of them, if all that follows in its feed is to be judged again too.</returns>
    public List<(int Source, List<ulong> FirstSequences, bool IsRestOfFeed)> TakeOpened()
    {
        var opened = new List<(int, List<ulong>, bool)>();
        foreach (var (source, firsts) in _locked.TakeOpened(_encryption.Holds))
        {
            // Verifiers have judged what follows by a feed of which they could not see these.
            var isRestOfFeed = _prefixes is not null;
            if (isRestOfFeed) Truncate(source, firsts[0] - 1);
            opened.Add((source, isRestOfFeed ? [firsts[0]] : firsts, isRestOfFeed));
        }

        return opened;
    }

    /// <summary>Why the kind's verifiers refuse an update, if they do: told by its own feed alone, so the same on every peer (I9).</summary>
    /// <param name="entry">The update, decoded.</param>
    /// <param name="source">The feed's author.</param>
    public VerifierRefusal? Refuse(in LogEntry entry, Source source)
    {
        if (_hooks.IsEmpty || !_hooks[entry.Kind].HasFlag(KindHooks.Verifier)) return null;
        var update = ToUpdate(_table.Kinds[entry.Kind], entry.Action, new Stamp(entry.Time, source), entry.Sequence, entry.WallClock);
        var prefix = _prefixes?.Before(entry.Source, entry.Sequence) ?? default;
        var verifier = "";
        try
        {
            return _table.Verify(entry.Kind, entry.Action!, update, prefix, ref verifier)
                ? null
                : new VerifierRefusal(verifier, $"its verifier '{verifier}' refuses it", null);
        }
        catch (Exception exception) when (!Exhaustion.IsCauseOf(exception))
        {
            return new VerifierRefusal(verifier, $"its verifier '{verifier}' threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private LogEntry Decode(string kindName, int kind, ReadOnlySpan<byte> payload, Stamp stamp, ulong sequence, long wallClock, int sourceIndex)
    {
        var entry = new LogEntry(null, LogEntry.NoKind, stamp.Time, sequence, wallClock, sourceIndex);
        object? action = null;
        try
        {
            action = DecodeOrVoid(kindName, kind, payload, stamp);
            if (action is not null)
            {
                var decoded = new LogEntry(action, kind, stamp.Time, sequence, wallClock, sourceIndex);
                if (!IsRefused(in decoded, stamp)) entry = decoded;
            }
        }
        catch (Exception exception) when (Exhaustion.IsCauseOf(exception))
        {
            _halt(exception);
        }

        _prefixes?.Add(sourceIndex, new FeedUpdate(ToUpdate(kindName, action, stamp, sequence, wallClock), entry.Kind == LogEntry.NoKind));
        return entry;
    }

    private bool IsRefused(in LogEntry entry, Stamp stamp)
    {
        if (Refuse(in entry, stamp.Source) is not { } refusal) return false;
        ReportVoided(_table.Kinds[entry.Kind], stamp, refusal.Reason, refusal.Verifier);
        return true;
    }

    /// <summary>Updates of which only the header tells: their places, and nothing else.</summary>
    private void AddUnread(BatchHeader header, Source source, int sourceIndex, List<LogEntry> entries)
    {
        for (var i = 0U; i < header.Count; i++)
        {
            var entry = new LogEntry(null, LogEntry.NoKind, header.BaseTime + i, header.FirstSequence + i, header.BaseWallClock, sourceIndex);
            entries.Add(entry);
            _prefixes?.Add(sourceIndex, new FeedUpdate(ToUpdate(null, null, new Stamp(entry.Time, source), entry.Sequence, entry.WallClock), IsVoid: true));
        }
    }

    private void NoteLocked(BatchHeader header, Source source, int sourceIndex)
    {
        var key = header.Key!.Value.Id;
        if (!_locked.TryAdd(sourceIndex, header.FirstSequence, key)) return;
        if (_undecryptable.Count((source, key), out var occurrences)) _raise(new UpdatesUndecryptable(new Stamp(header.BaseTime, source), key, occurrences));
    }

    private void ReportBodyVoided(BatchHeader header, Source source, string why)
    {
        if (_bodiesVoided.Count(source, out var occurrences)) _raise(new BodyVoided(new Stamp(header.BaseTime, source), header.Count, why, occurrences));
    }

    private static Update ToUpdate(string? kind, object? action, Stamp stamp, ulong sequence, long wallClock) =>
        new(stamp, sequence, DateTimeOffset.FromUnixTimeMilliseconds(wallClock), kind, action);

    private object? DecodeOrVoid(string kindName, int kind, ReadOnlySpan<byte> payload, Stamp stamp)
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
            ReportVoided(kindName, stamp, exception.Message, verifier: null);
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

    private void ReportVoided(string kind, Stamp stamp, string reason, string? verifier)
    {
        if (_voided.Count((stamp.Source, kind, verifier), out var occurrences)) _raise(new UpdateVoided(stamp, kind, reason, occurrences) { Verifier = verifier });
    }

    private void ReportUnknown(string kind, Stamp stamp)
    {
        const int maxReported = 1024;
        if (_unknown.Count < maxReported && _unknown.Add(kind)) _raise(new UnknownKind(stamp, kind));
    }

    // The constructor of an action may refuse what the codec accepts: that too is the same on every peer.
    private static bool IsPayloadsFault(Exception exception) => !Exhaustion.IsCauseOf(exception);
}

/// <summary>What a verifier says against an update.</summary>
internal sealed record VerifierRefusal(string Verifier, string Reason, Exception? Exception);
