using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Scuttlegen.Gossip;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// One peer without its surroundings (I1): actions, frames and ticks in; state, frames, batches to store and events out. Single-threaded,
/// no clock, no I/O: a driver or a simulator runs it.
/// </summary>
/// <remarks>
/// A turn is: any number of <see cref="Dispatch"/> and <see cref="Receive"/>, one <see cref="Tick"/>, one <see cref="EndTurn"/>; then the driver stores
/// what <see cref="Unstored"/> holds and reports with <see cref="Stored"/> or <see cref="StoringFailed"/>.
/// </remarks>
internal sealed class Replica<TState> : IGossipHost
{
    private const int MaxReducersThrewRemembered = 4096;
    private const int UpdatesPerLoad = 16 * 1024;

    private static readonly TimeSpan LongestWaitForPull = TimeSpan.FromMilliseconds(50);

    private readonly ReplayTable<TState> _table;
    private readonly SourceTable _sources = new();
    private readonly FeedSet _feeds;
    private readonly ReplayLog<TState> _log;
    private readonly GossipProtocol _gossip;
    private readonly UpdateDecoder<TState> _decoder;
    private readonly Outbox _outbox;
    private readonly int _self;

    private readonly HashSet<(int Source, ulong Sequence)> _reducersThrew = [];

    // Admitted, in feeds and digest, but not yet in the history.
    private readonly List<LogEntry> _staged = [];
    private TimeSpan _stagedSince;
    private ulong _lastLocalTime;
    private bool _isHaltTold;
    private TimeSpan _now;

    // The first of one's own batches that was published while nobody could be reached.
    private int? _unheard;
    private bool _isConnected;

    public Replica(ReplayTable<TState> table, StoreId store, Source self, StoreOptions options, Random random)
    {
        _table = table;
        StoreId = store;
        Self = self;
        _self = _sources.GetOrAdd(self);
        _feeds = new FeedSet(store, _sources, options.MaxClockLead);
        _feeds.GetOrAdd(self);
        _log = new ReplayLog<TState>(table, new StampOrder(_sources), new ReplayContext(store, _sources), ReportReducerThrew);
        _decoder = new UpdateDecoder<TState>(table, Raise);
        _outbox = new Outbox(ChainHash.Genesis(store, self));
        _gossip = new GossipProtocol(store, self, _feeds, options.Gossip, Fingerprint.Of(table), options.PeerName, this, random);
    }

    public StoreId StoreId { get; }

    public Source Self { get; }

    public TState State => _log.State;

    public int UpdateCount => _log.Count;

    public Membership Members => _gossip.Members;

    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    public bool ReachesEveryPeer { get; set; } = true;

    /// <summary>Not known: states have no codec yet, so heartbeats leave the slot empty and nobody compares.</summary>
    public ulong? StateHash => null;

    /// <summary>Frames to send, in order: to one peer, or to all (<see langword="null"/>).</summary>
    public List<(Source? Peer, byte[] Frame)> Outgoing { get; } = [];

    /// <summary>What happened since the driver last took it.</summary>
    public List<StoreEvent> Events { get; } = [];

    /// <summary>Peers of which all that they held is held here, to be told to the transport once it is stored.</summary>
    public HashSet<Source> ReconciledWith { get; } = [];

    /// <summary>Batches to store: one's own, which nobody else has seen, and those admitted.</summary>
    public List<StoredBatch> Unstored { get; } = [];

    /// <summary>Bytes of one's own updates that are not durable yet.</summary>
    public long PendingBytes => _outbox.PendingBytes;

    /// <summary>The sequence of the last update dispatched here.</summary>
    public ulong LastDispatched => _outbox.LastSequence;

    /// <summary>The sequence of the last update dispatched here that is durable.</summary>
    public ulong LastStored => _feeds[_self].LastSequence;

    public bool IsConverging => _staged.Count > 0 || _gossip.IsPulling;

    public TimeSpan NextDeadline
    {
        get
        {
            var due = _gossip.NextDeadline;
            return _staged.Count > 0 && _stagedSince + LongestWaitForPull < due ? _stagedSince + LongestWaitForPull : due;
        }
    }

    /// <summary>Takes back a batch that was stored before. Call <see cref="Loaded"/> after the last.</summary>
    /// <exception cref="InvalidDataException">It does not continue its feed.</exception>
    public void Load(StoredBatch stored)
    {
        try
        {
            var batch = Batch.ReadStored(stored.Header.Span, stored.Body.Span, stored.Signature.Span);
            if (Admit(stored.Source, stored.ChainBefore, batch, out var why, isStored: true) is var admission && admission != Admission.Admitted)
                throw new InvalidDataException($"A stored batch of source {stored.Source} does not continue its feed ({admission}): {why}");
        }
        catch (WireFormatException malformed)
        {
            throw new InvalidDataException($"A stored batch of source {stored.Source} is damaged: {malformed.Message}", malformed);
        }

        if (_staged.Count >= UpdatesPerLoad) LoadStaged();
    }

    /// <summary>Folds what was loaded, once.</summary>
    public void Loaded()
    {
        LoadStaged();
        _log.Loaded();
        TellHalt();
    }

    /// <summary>Reduces an action of one's own and logs it; one of a local kind for this peer alone (R7).</summary>
    /// <exception cref="ActionRefusedException">The action has no canonical form, is too large, or cannot be reduced for want of memory or stack.</exception>
    /// <exception cref="HistoryHaltedException">The history is halted.</exception>
    /// <exception cref="OverflowException">The logical clock is exhausted.</exception>
    public Stamp Dispatch(int kind, object action, long wallClock)
    {
        if (_log.Halt is { } reason) throw new HistoryHaltedException(reason);
        var isLocal = kind >= _table.Kinds.Length;
        ReadOnlySpan<byte> payload = default;
        if (!isLocal)
        {
            payload = _decoder.Encode(kind, action);
            if (!_table.RoundTripsExactly(kind)) action = _decoder.DecodeOwn(kind, payload);
        }

        var time = Math.Max(_lastLocalTime, Math.Max(_feeds.LastTime, _outbox.LastTime));
        if (time >= ulong.MaxValue - 1) throw new OverflowException("The logical clock is exhausted: no later update can be stamped.");
        time++;
        wallClock = Math.Clamp(wallClock, 0, BatchHeader.MaxWallClock);
        var entry = new LogEntry(action, kind, time, isLocal ? 0 : _outbox.LastSequence + 1, wallClock, _self);

        // Every update in the history is older: our clock is ahead of all that was admitted.
        try
        {
            _log.Append(in entry);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or InsufficientExecutionStackException)
        {
            throw new ActionRefusedException(
                _table.NameOf(kind), $"The action '{_table.NameOf(kind)}' was not logged, because its reducer threw {exception.GetType().Name}: {exception.Message}", exception);
        }

        if (isLocal) _lastLocalTime = time;
        else _outbox.Add(_table.Kinds[kind], time, wallClock, payload);
        return new Stamp(time, Self);
    }

    /// <summary>Whether updates of one's own were published while nobody could be reached, and not again since.</summary>
    public bool HasUnheard => _unheard is not null;

    public void Connected(TimeSpan now)
    {
        _isConnected = true;
        _gossip.Connected(now);
        if (_unheard is not { } first) return;
        _unheard = null;
        _gossip.Publish(_feeds[_self], first);
    }

    public void Disconnected() => _isConnected = false;

    public void FramesLost(TimeSpan now) => _gossip.FramesLost(now);

    public void Receive(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        _now = now;
        _gossip.Receive(frame, now);
    }

    public void Refuse(Source? peer, Refusal refusal, string detail) => _gossip.Refuse(peer, refusal, detail);

    public void Tick(TimeSpan now)
    {
        _now = now;
        _gossip.Tick(now);
    }

    /// <summary>Merges what was admitted, once, and hands one's own updates out for storing. Dispatching may go on while they are stored.</summary>
    public void EndTurn(TimeSpan now)
    {
        if (_staged.Count > 0 && (!_gossip.IsPulling || now - _stagedSince >= LongestWaitForPull)) MergeStaged();
        foreach (var (batch, chainBefore) in _outbox.BeginStoring()) Unstored.Add(ToStored(Self, chainBefore, batch));
    }

    /// <summary>What <see cref="Unstored"/> held is durable: publishes one's own batches (I5).</summary>
    public void Stored()
    {
        var own = _feeds[_self];
        var first = own.BatchCount;
        foreach (var batch in _outbox.TakeStored()) _feeds.Append(own, batch);
        Unstored.Clear();
        if (own.BatchCount == first) return;
        if (!_isConnected) _unheard ??= first;
        _gossip.Publish(own, first);
    }

    /// <summary>What <see cref="Unstored"/> held is not durable: takes back every update of one's own that nobody else has seen.</summary>
    public ImmutableArray<Stamp> StoringFailed()
    {
        var durable = LastStored;
        var lost = ImmutableArray.CreateBuilder<Stamp>();
        _log.Remove(entry =>
        {
            if (entry.Source != _self || entry.Sequence <= durable) return false;
            lost.Add(new Stamp(entry.Time, Self));
            return true;
        });
        _outbox.Discard();
        Unstored.Clear();
        TellHalt();
        return lost.ToImmutable();
    }

    public void Leave() => _gossip.Leave();

    public History<TState> GetHistory() => new(_table, StoreId, _sources, _log.View(), _log.CopyCheckpoints(), _log.State);

    public StoreStatistics GetStatistics() => new()
    {
        Updates = _log.Count,
        Sources = _feeds.Count,
        Peers = _gossip.Members.Count,
        Rewinds = _log.Rewinds,
        UpdatesRewound = _log.UpdatesRewound,
        UpdatesReplayed = _log.UpdatesReplayed,
        FramesRefused = _gossip.FramesRefused,
        Pulls = _gossip.PullsStarted,
        PendingBytes = _outbox.PendingBytes,
    };

    Admission IGossipHost.Admit(Source source, ulong chainBefore, Batch batch, out string why) =>
        Admit(source, chainBefore, batch, out why, isStored: false);

    public void Send(Source? peer, byte[] frame) => Outgoing.Add((peer, frame));

    void IGossipHost.Reconciled(Source peer) => ReconciledWith.Add(peer);

    public void Raise(StoreEvent happened) => Events.Add(happened);

    private Admission Admit(Source source, ulong chainBefore, Batch batch, out string why, bool isStored)
    {
        // A restored backup takes back what it had written later. But a place that updates of one's own are on their way to is taken: both cannot stand there.
        if (source == Self && !_outbox.IsEmpty && batch.Header.LastSequence > LastStored)
        {
            why = $"this peer is writing sequence {LastStored + 1}, which was written under its name before; was its storage copied, or restored from a backup?";
            return Admission.Fork;
        }

        var admission = _feeds.Admit(source, chainBefore, batch, out why, isStored);
        if (admission != Admission.Admitted) return admission;
        if (source == Self) _outbox.Resume(_feeds[_self]);

        if (_staged.Count == 0) _stagedSince = _now;
        _sources.TryGetIndex(source, out var index);
        _decoder.Decode(batch, source, index, _staged);
        if (!isStored) Unstored.Add(ToStored(source, chainBefore, batch));
        return Admission.Admitted;
    }

    private void LoadStaged()
    {
        _log.Load(CollectionsMarshal.AsSpan(_staged));
        _staged.Clear();
    }

    private void MergeStaged()
    {
        _log.Merge(CollectionsMarshal.AsSpan(_staged));
        _staged.Clear();
        TellHalt();
    }

    private void TellHalt()
    {
        if (_log.Halt is not { } reason || _isHaltTold) return;
        _isHaltTold = true;
        Raise(new HistoryHalted(reason));
    }

    private void ReportReducerThrew(LogEntry entry, Exception exception)
    {
        // Every replay throws again; it is told once. The set is bounded by forgetting.
        if (_reducersThrew.Count == MaxReducersThrewRemembered) _reducersThrew.Clear();
        if (_reducersThrew.Add((entry.Source, entry.Sequence)))
            Raise(new ReducerThrew(new Stamp(entry.Time, _sources[entry.Source]), _table.NameOf(entry.Kind), exception));
    }

    private static StoredBatch ToStored(Source source, ulong chainBefore, Batch batch) =>
        new(source, chainBefore, batch.HeaderMemory, batch.BodyMemory, batch.Signature);
}
