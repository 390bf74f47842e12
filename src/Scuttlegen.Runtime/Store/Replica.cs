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
/// what <see cref="Unrecorded"/> and then what <see cref="Unstored"/> holds, and reports with <see cref="Stored"/> or <see cref="StoringFailed"/>.
/// </remarks>
internal sealed partial class Replica<TState> : IGossipHost
{
    private const int MaxReducersThrewRemembered = 4096;
    private const int UpdatesPerLoad = 16 * 1024;

    // What one long catch-up needed is given back.
    private const int MaxIdleStaged = 4096;

    private static readonly TimeSpan LongestWaitForPull = TimeSpan.FromMilliseconds(50);

    private readonly ReplayTable<TState> _table;
    private readonly SourceTable _sources;
    private readonly FeedSet _feeds;
    private readonly ReplayLog<TState> _log;
    private readonly GossipProtocol _gossip;
    private readonly RoomEncryption _encryption;
    private readonly UpdateDecoder<TState> _decoder;
    private readonly Outbox _outbox;
    private int _self;

    // By time: local actions have no sequence.
    private readonly HashSet<(int Source, ulong Time)> _reducersThrew = [];

    // Admitted, in feeds and digest, but not yet in the history.
    private readonly List<LogEntry> _staged = [];
    private TimeSpan _stagedSince;
    private ulong _lastLocalTime;
    private bool _isHaltTold;
    private TimeSpan _now;

    // The first of one's own batches that was published while nobody could be reached.
    private int? _unheard;
    private bool _isConnected;

    /// <param name="table">The store's reducers.</param>
    /// <param name="store">The store and room.</param>
    /// <param name="self">Under which source this peer writes.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="random">For jitter and choice of partners.</param>
    /// <param name="newIncarnation">Draws an incarnation; cryptographically random unless a simulation gives its own.</param>
    /// <param name="signer">Signs and checks batches; <see langword="null"/> where nothing is signed.</param>
    /// <param name="secret">By which this peer knows the tokens that it gave (<see cref="Addresses"/>): cryptographically random unless a simulation lets <paramref name="random"/> draw it.</param>
    /// <param name="cipher">Encrypts and decrypts bodies; <see langword="null"/> where there is no key.</param>
    public Replica(
        ReplayTable<TState> table,
        StoreId store,
        Source self,
        StoreOptions options,
        Random random,
        Func<ulong>? newIncarnation = null,
        ISigner? signer = null,
        byte[]? secret = null,
        IRoomCipher? cipher = null)
    {
        if (signer is not null && signer.Peer != self.Peer) throw new ArgumentException($"Peer {self.Peer} cannot sign as {signer.Peer}.", nameof(signer));
        _table = table;
        _hooks = table.Hooks;
        if (_hooks.Any(static hooks => hooks.HasFlag(KindHooks.Admission))) _waitingRoom = new WaitingRoom();
        _admissionRetry = options.Gossip.ReconcileInterval;
        _newIncarnation = newIncarnation ?? (() => Source.NewIncarnation(self.Peer).Incarnation);
        StoreId = store;
        Self = self;
        _sources = new SourceTable(limit: options.Quotas.MaxSources);
        _self = _sources.GetOrAdd(self);
        _feeds = new FeedSet(store, self.Peer, _sources, options.MaxClockLead, new Signatures(store, signer));
        _feeds.GetOrAdd(self);
        _log = new ReplayLog<TState>(table, new StampOrder(_sources), new ReplayContext(store, _sources), ReportReducerThrew, commutationBroken: options.CheckCommuting ? ReportCommutationBroken : null, genesis: options.Genesis);
        _encryption = new RoomEncryption(store, cipher);
        _decoder = new UpdateDecoder<TState>(table, _encryption, Raise, HaltBecause);
        _quotas = new SourceQuotas(options.Quotas, kind => _decoder.TryGetKind(kind, out _), _encryption);
        foreach (var author in options.Blocked) _blocked.Add(author, "as the store was opened");
        _outbox = new Outbox(ChainHash.Genesis(store, self), _encryption.IsOn);
        _fingerprint = Fingerprint.Of(table);
        _gossip = new GossipProtocol(store, self, _feeds, options.Gossip, options.Quotas, _fingerprint, options.PeerName, this, random, secret ?? DrawSecret(random));
    }

    public StoreId StoreId { get; }

    /// <summary>What whoever asks this peer from that address has to show.</summary>
    public ulong TokenFor(Source peer) => _gossip.TokenFor(peer);

    public ReplayTable<TState> Table => _table;

    /// <summary>Under which source this peer writes. It changes when somebody else wrote under it (I5).</summary>
    public Source Self { get; private set; }

    public TState State => _log.State;

    public int UpdateCount => _log.Count;

    /// <summary>What heartbeats carry: equal on peers that hold the same feeds and proofs.</summary>
    public ulong DigestHash => _feeds.DigestHash;

    /// <summary>What heartbeats carry of the branches that were cut off.</summary>
    public ulong EvidenceHash => _feeds.Branches.Hash;

    /// <summary>Whether updates count here for which nothing vouches to others, and so nothing will after a restart.</summary>
    public bool HasUnvouched => _feeds.HasUnvouched;

    public Membership Members => _gossip.Members;

    public int MaxFrameBytes { get; set; } = 1024 * 1024;

    public bool ReachesEveryPeer { get; set; } = true;

    /// <summary>Whether there is no transport: nothing is encoded for anybody.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Frames to send, in order: to one peer, or to all (<see langword="null"/>).</summary>
    public List<(Source? Peer, byte[] Frame)> Outgoing { get; } = [];

    /// <summary>What happened since the driver last took it.</summary>
    public List<StoreEvent> Events { get; } = [];

    /// <summary>Peers of which all that they held and that can be taken is held here, to be told to the transport once it is stored.</summary>
    public HashSet<Source> ReconciledWith { get; } = [];

    /// <summary>Batches to store: one's own, which nobody else has seen, and those admitted.</summary>
    public List<StoredBatch> Unstored { get; } = [];

    /// <summary>Bytes of one's own updates that are not durable yet.</summary>
    public long PendingBytes => _outbox.PendingBytes;

    /// <summary>How many updates were written here since the store was opened. The number of an update's own goes with it when the source changes.</summary>
    public ulong LastDispatched => _outbox.Added;

    /// <summary>How many of the updates written here are durable, in the order of writing.</summary>
    public ulong LastStored => _outbox.Durable;

    /// <summary>Grows whenever the history changes other than by dispatching.</summary>
    public long Merges { get; private set; }

    public bool IsConverging => HasUnmerged || _gossip.IsPulling || _mayHaveToReissue;

    public TimeSpan NextDeadline
    {
        get
        {
            if (_mayHaveToReissue && !_gossip.IsPulling) return _now;
            var due = _gossip.NextDeadline;
            return HasUnmerged && _stagedSince + LongestWaitForPull < due ? _stagedSince + LongestWaitForPull : due;
        }
    }

    /// <summary>Reduces nothing, for good: updates are held, stored and relayed.</summary>
    public void HaltBecause(Exception reason) => _log.HaltBecause(reason);

    /// <summary>Folds what was loaded, once.</summary>
    public void Loaded()
    {
        EndRuns();
        if (_feeds.Proofs.Of(Self) is not null) LeaveIdentity("its own feed is frozen");
        LoadStaged();
        ReplaceTurned(_log.ReplaceLoaded);
        _log.Loaded();
        Merges++;
        TellHalt();
    }

    /// <summary>Reduces an action of one's own and logs it; one of a local kind for this peer alone (R7).</summary>
    /// <exception cref="ActionRefusedException">The action has no canonical form, is too large, is refused by its signer or verifier, or cannot be reduced for want of memory or stack.</exception>
    /// <exception cref="HistoryHaltedException">The history is halted.</exception>
    /// <exception cref="OverflowException">The logical clock or the feed's sequences are exhausted.</exception>
    public Stamp Dispatch(int kind, object action, long wallClock)
    {
        if (_log.Halt is { } reason) throw new HistoryHaltedException(reason);
        var isLocal = kind >= _table.Kinds.Length;
        ReadOnlySpan<byte> payload = default;
        wallClock = Math.Clamp(wallClock, 0, BatchHeader.MaxWallClock);
        if (!isLocal)
        {
            if (HooksOf(kind).HasFlag(KindHooks.Signer)) action = Sign(kind, action, wallClock);
            payload = _decoder.Encode(kind, action);
            if (!_table.RoundTripsExactly(kind)) action = _decoder.DecodeOwn(kind, payload);
        }

        var time = NextTime();
        var entry = new LogEntry(action, kind, time, isLocal ? 0 : _outbox.NextSequence, wallClock, _self);
        if (!isLocal) ThrowIfRefused(in entry);

        // Every update in the history is older: our clock is ahead of all that was admitted.
        try
        {
            _log.Append(in entry);
        }
        catch (Exception exception) when (Exhaustion.IsCauseOf(exception))
        {
            throw new ActionRefusedException(
                _table.NameOf(kind), $"The action '{_table.NameOf(kind)}' was not logged, because its reducer threw {exception.GetType().Name}: {exception.Message}", exception);
        }

        if (isLocal)
        {
            _lastLocalTime = time;
        }
        else
        {
            _outbox.Add(_table.Kinds[kind], time, wallClock, payload);
            _decoder.NoteOwn(in entry, Self);
        }

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
        foreach (var feed in _feeds.Unvouched())
        {
            if (_waitingRoom?.Of(feed.Source) is not { Count: > 0 }) Yield(feed, _feeds.VouchedEnd(feed).Sequence);
        }

        // Whoever waits for an answer may learn of a re-issue by another owner, which then need not be written twice.
        if (_mayHaveToReissue && !_gossip.IsPulling) Reissue();
        if (HasUnmerged && (!_gossip.IsPulling || now - _stagedSince >= LongestWaitForPull)) MergeStaged();
        if (_waitingRoom is not null && !HasUnmerged) HandOutQuestions();
        foreach (var (batch, chainBefore, _) in _outbox.BeginStoring(batch => _encryption.Encrypt(Self, batch), (batch, after) => _feeds.Signatures.Sign(Self, batch, after))) Unstored.Add(ToStored(Self, chainBefore, batch));
    }

    /// <summary>What <see cref="Unstored"/> held is durable: publishes one's own batches (I5).</summary>
    public void Stored()
    {
        var own = _feeds[_self];
        var first = own.BatchCount;
        foreach (var (batch, _, after) in _outbox.TakeStored()) _feeds.Append(own, batch, after);
        Unstored.Clear();
        Recorded();
        if (own.BatchCount == first || IsAlone) return;
        if (!_isConnected) _unheard ??= first;
        _gossip.Publish(own, first);
    }

    /// <summary>What <see cref="Unstored"/> held is not durable: takes back every update of one's own that nobody else has seen.</summary>
    public ImmutableArray<Stamp> StoringFailed()
    {
        var durable = _feeds[_self].LastSequence;
        var lost = ImmutableArray.CreateBuilder<Stamp>();
        _log.Remove(entry =>
        {
            if (entry.Source != _self || entry.Sequence <= durable) return false;
            lost.Add(new Stamp(entry.Time, Self));
            return true;
        });
        _decoder.Truncate(_self, durable);
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
        FramesRefusedFor = _gossip.FramesRefusedFor,
        Pulls = _gossip.PullsStarted,
        PendingBytes = _outbox.PendingBytes,
        BatchesWaiting = _waitingRoom?.Count ?? 0,
        BatchesUndecryptable = _decoder.Locked.Count,
    };

    Admission IGossipHost.Admit(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out ulong chainAfter, out string why)
    {
        if (_feeds.HasToYield(source, chainBefore, run[0], out var unvouched)) Yield(unvouched, run[0].Header.FirstSequence - 1);
        return LetWait(source, chainBefore, run[0], out chainAfter, out why) ?? AdmitNow(source, chainBefore, run, out chainAfter, out why, isStored: false);
    }

    public void Send(Source? peer, byte[] frame) => Outgoing.Add((peer, frame));

    void IGossipHost.Reconciled(Source peer) => ReconciledWith.Add(peer);

    public void Raise(StoreEvent happened) => Events.Add(happened);

    private Admission AdmitNow(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out ulong chainAfter, out string why, bool isStored)
    {
        var batch = run[0];
        var judged = _feeds.Judge(source, chainBefore, run, out var fork, out why, isStored);
        if (source == Self && !isStored && judged is Admission.Admitted or Admission.Gap or Admission.Fork)
            LeaveIdentity($"a batch from sequence {batch.Header.FirstSequence} on was written under its source, which this peer does not know");
        if (fork is not null && Found(fork, why)) judged = Admission.Evidence;

        // Before it is taken, for whatever may have to be merged now begins to wait.
        if (judged == Admission.Admitted) NoteUnmerged();
        var admission = judged is Admission.Admitted or Admission.Evidence ? _feeds.Admit(source, chainBefore, run, out _, out why, isStored) : judged;
        if (!_feeds.TryGetChainAfter(source, chainBefore, batch, out chainAfter)) return fork is null ? admission : Admission.Beyond;
        if (admission == Admission.Admitted) Stage(source, batch, chainAfter);
        if (admission == Admission.Admitted && source.Peer != Self.Peer) _quotas.Took(source, batch, isStored ? null : _now);
        if (admission == Admission.Evidence) _mayHaveToReissue |= source.Peer == Self.Peer;
        var isSigned = admission == Admission.Duplicate && _feeds.TryGet(source, out var held) && _feeds.TrySignLast(held, batch);
        if ((isSigned || admission is Admission.Admitted or Admission.Evidence) && !isStored) Keep(ToStored(source, chainBefore, batch));
        return admission;
    }

    private void LoadStaged()
    {
        _log.Load(CollectionsMarshal.AsSpan(_staged));
        _staged.Clear();
    }

    private void TellHalt()
    {
        if (_log.Halt is not { } reason || _isHaltTold) return;
        _isHaltTold = true;
        Raise(new HistoryHalted(reason));
    }

    private void Stage(Source source, Batch batch, ulong chainAfter)
    {
        if (source == Self) _outbox.Resume(_feeds[_self]);
        _sources.TryGetIndex(source, out var index);
        var first = _staged.Count;
        _decoder.Decode(batch, source, index, _staged);
        _reissues.Changed(source, chainAfter);
        if (batch.Header.Origin is not { } origin) return;
        for (var i = first; i < _staged.Count; i++)
            _reissues.Add(origin with { Sequence = origin.Sequence + (uint)(i - first) }, new Stamp(_staged[i].Time, source), index, _staged[i].Sequence);
    }

    private void ReportReducerThrew(LogEntry entry, Exception exception)
    {
        // Every replay throws again; it is told once. The set is bounded by forgetting.
        if (_reducersThrew.Count == MaxReducersThrewRemembered) _reducersThrew.Clear();
        if (_reducersThrew.Add((entry.Source, entry.Time)))
            Raise(new ReducerThrew(new Stamp(entry.Time, _sources[entry.Source]), _table.NameOf(entry.Kind), exception));
    }

    private void ReportCommutationBroken(LogEntry entry) =>
        Raise(new CommutationBroken(new Stamp(entry.Time, _sources[entry.Source]), _table.NameOf(entry.Kind), _table.ReducersOf(entry.Kind)));

    private static byte[] DrawSecret(Random random)
    {
        var secret = new byte[32];
        random.NextBytes(secret);
        return secret;
    }

    private static StoredBatch ToStored(Source source, ulong chainBefore, Batch batch) =>
        new(source, chainBefore, batch.HeaderMemory, batch.BodyMemory, batch.Signature);
}
