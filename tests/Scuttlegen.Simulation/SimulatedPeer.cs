using Scuttlegen.Tests;

namespace Scuttlegen.Simulation;

/// <summary>
/// A real replica with its real inbox, driven as the store's driver does, with clocks of its own, a disk that takes time, fails or tears, and a process that is slow, sleeps or
/// crashes.
/// </summary>
internal sealed class SimulatedPeer
{
    private const long Epoch = 1_700_000_000_000;

    // Far more than anybody has to say here: a small digest may be answered with all there is, by each peer and to each peer.
    private const long MaxBytesPerTurn = 16 * 1024 * 1024;

    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly StoreOptions _options;
    private readonly Dispatches _dispatches;
    private readonly List<Dispatched> _unacknowledged = [];
    private readonly List<(AdmissionQuestion<Board> Question, AdmissionAnswer Answer)> _answers = [];
    private Replica<Board>? _replica;
    private Inbox _inbox;

    // Grows with each start and crash: what was scheduled by an earlier life does nothing.
    private int _life;
    private StoredBatch[] _storing = [];
    private bool _isStoring;
    private bool _isPlugged = true;
    private bool _hasFrames;
    private bool _hasLostFrames;
    private bool _areKeysNew;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;
    private TimeSpan _sleepsUntil;

    // What its clocks are ahead of the world's.
    private TimeSpan _monotonicLead;
    private TimeSpan _wallClockLead;

    public SimulatedPeer(World world, FaultyNetwork network, SimulatedDisk disk, StoreOptions options, BoardTable table, Dispatches dispatches, string name)
    {
        (_world, _network, _options, _dispatches, Disk, Table, Name) = (world, network, options, dispatches, disk, table, name);
        _inbox = new Inbox(options.MaxInboxBytes);
        network.Add(this);
    }

    public static StoreId Store { get; } = StoreId.Create("simulation", "");

    public string Name { get; }

    public SimulatedDisk Disk { get; private set; }

    /// <summary>The version that it runs now, and after the next start.</summary>
    public BoardTable Table { get; set; }

    /// <summary>The largest frame that its link carries.</summary>
    public int MaxFrameBytes { get; init; } = 1024 * 1024;

    /// <summary>How long it does nothing between two turns.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>How long its disk takes at most.</summary>
    public int MaxDiskMilliseconds { get; set; } = 5;

    /// <summary>How long its admissions take at most.</summary>
    public int MaxVerdictMilliseconds { get; set; } = 1000;

    /// <summary>Whether what it sends to all reaches all.</summary>
    public bool ReachesEveryPeer { get; init; } = true;

    /// <summary>Whether it signs what it writes, and demands that others do.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Its room keys, from the next start on; <see langword="null"/> if it has none.</summary>
    public TestCipher? Cipher { get; set; }

    /// <summary>Whether disks are copied: then updates may be issued again, under other stamps.</summary>
    public bool HasCopies { get; init; }

    /// <summary>Whether the next append fails.</summary>
    public bool IsDiskFull { get; set; }

    /// <summary>Under which source it is reached.</summary>
    public Source Source => _replica?.Self ?? Disk.Self;

    public Replica<Board> Replica => _replica ?? throw new InvalidOperationException($"{this} is down.");

    public bool IsUp => _replica is not null;

    public bool IsIdle => _isPlugged && !_isStoring && !_hasFrames;

    public List<StoreEvent> Events { get; } = [];

    /// <summary>The first updates of batches to which its admissions last said "not yet".</summary>
    public HashSet<(Source Source, ulong Sequence)> NotYet { get; } = [];

    private TimeSpan Now => _world.Now + _monotonicLead;

    public void Dispatch(BoardAction action)
    {
        if (_replica is null) return;
        if (Table.IndexOf(action.Kind) < 0) action = action with { Kind = BoardKind.Stocked };
        var wallClock = Epoch + (long)(_world.Now + _wallClockLead).TotalMilliseconds;
        var stamp = _replica.Dispatch(Table.IndexOf(action.Kind), action, wallClock);
        var dispatched = new Dispatched(this, _replica.LastDispatched, action, stamp, Math.Max(0, wallClock));
        if (_world.IsTraced) _world.Trace($"{this} dispatches {action} as {stamp.Time}");
        _dispatches.Add(dispatched);
        _unacknowledged.Add(dispatched);
        Wake();
    }

    public void Receive(byte[] frame)
    {
        if (_replica is null || !_isPlugged) return;
        if (_inbox.TryAdd(frame))
        {
            _hasFrames = true;
        }
        else
        {
            _world.See("a full inbox");
            _hasLostFrames = true;
        }

        Wake();
    }

    /// <summary>Stops at once: what was not on disk is gone, and of what was being written, some of the end.</summary>
    public void Crash()
    {
        if (_replica is null) return;
        if (_isStoring)
        {
            var left = _world.Random.Next(_storing.Length + 1);
            _world.See(left == _storing.Length ? "a crash after storing, before it was told" : "a torn tail");
            Disk.Append(_storing[..left]);
            var durable = _storing[..left].Where(batch => batch.Source.Peer == Source.Peer).SelectMany(SimulatedDisk.NumbersIn).ToHashSet();
            _unacknowledged.RemoveAll(dispatched => durable.Contains(dispatched.Action.Number));
        }

        _world.See("updates lost that nobody was told are safe", _unacknowledged.Count);
        Stop("crashes");
    }

    public void Start()
    {
        if (_replica is not null) return;
        if (_world.IsTraced) _world.Trace($"{this} starts with {Disk.Batches.Count} batches on disk");
        _replica = Load(new Random(_world.Random.Next()), () => (ulong)_world.Random.NextInt64());
        if (_isPlugged) _replica.Connected(Now);
        Wake();
    }

    /// <summary>A replica as it would be after a restart.</summary>
    public Replica<Board> Load(Random random, Func<ulong> newIncarnation)
    {
        var replica = new Replica<Board>(Table, Store, Disk.Self, _options, random, newIncarnation, IsSigned ? new TestSigner(Disk.Self.Peer) : null, cipher: Cipher) { MaxFrameBytes = MaxFrameBytes, ReachesEveryPeer = ReachesEveryPeer };
        foreach (var proof in Disk.Proofs) replica.LoadProof(proof);
        foreach (var batch in Disk.Batches) replica.Load(batch);
        replica.Loaded();
        return replica;
    }

    /// <summary>A key was added while it runs.</summary>
    public void NoteKeyAdded()
    {
        _areKeysNew = true;
        Wake();
    }

    /// <summary>Stops, and finds an older disk when it starts again.</summary>
    public void Restore(SimulatedDisk backup)
    {
        if (_world.IsTraced) _world.Trace($"{this} is restored from a backup of {backup.Batches.Count} batches");
        Crash();
        Disk = backup;
    }

    /// <summary>Pulls the plug out of the network, and the transport says so.</summary>
    public void Unplug()
    {
        if (_world.IsTraced) _world.Trace($"{this} is unplugged");
        _isPlugged = false;
        _replica?.Disconnected();
    }

    public void Plug()
    {
        if (_isPlugged) return;
        if (_world.IsTraced) _world.Trace($"{this} is plugged in");
        _isPlugged = true;
        _replica?.Connected(Now);
        Wake();
    }

    /// <summary>Sleeps, as a laptop does: nothing runs, and afterwards the timers find how late it is.</summary>
    public void Sleep(TimeSpan time)
    {
        if (_world.IsTraced) _world.Trace($"{this} sleeps for {time}");
        _sleepsUntil = _world.Now + time;
    }

    /// <summary>Its clocks jump: the wall clock anywhere, the monotonic one ahead.</summary>
    public void JumpClocks(TimeSpan wallClock, TimeSpan monotonic)
    {
        if (_world.IsTraced) _world.Trace($"the clocks of {this} jump by {wallClock} and {monotonic}");
        _wallClockLead += wallClock;
        _monotonicLead += monotonic;
        Wake();
    }

    public override string ToString() => Name;

    private void Stop(string how)
    {
        if (_world.IsTraced) _world.Trace($"{this} {how}; {Disk.Batches.Count} batches are on its disk");
        foreach (var dispatched in _unacknowledged) _dispatches.Lost(dispatched);
        _unacknowledged.Clear();
        _answers.Clear();
        if (_replica is not null) Events.AddRange(_replica.Events);
        _replica = null;
        _inbox = new Inbox(_options.MaxInboxBytes);
        _isStoring = _hasFrames = _hasLostFrames = _areKeysNew = false;
        _wakeAt = TimeSpan.MaxValue;
        _sleepsUntil = TimeSpan.Zero;
        _life++;
    }

    private void Wake() => WakeAt(_world.Now);

    private void WakeAt(TimeSpan due)
    {
        if (_replica is null) return;
        if (due < _sleepsUntil) due = _sleepsUntil;
        if (due >= _wakeAt) return;
        _wakeAt = due;
        var life = _life;
        var wait = due - _world.Now;
        _world.Schedule(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, () =>
        {
            if (life != _life || _wakeAt != due) return;
            _wakeAt = TimeSpan.MaxValue;
            if (_world.Now < _sleepsUntil) Wake();
            else if (!_isStoring) Turn();
        });
    }

    private void Turn()
    {
        var replica = Replica;
        if (_hasLostFrames)
        {
            _hasLostFrames = false;
            replica.FramesLost(Now);
        }

        if (_areKeysNew) replica.KeysAdded();
        _areKeysNew = false;
        foreach (var (question, answer) in _answers) replica.Answer(question, answer, Now);
        _answers.Clear();
        _hasFrames = false;
        foreach (var frame in _inbox.TakeAll()) replica.Receive(frame, Now);
        replica.Tick(Now);
        replica.EndTurn(Now);
        AskAdmissions(replica);
        if (replica.Unstored.Count == 0 && replica.Unrecorded is null)
        {
            FinishTurn([]);
            return;
        }

        _isStoring = true;
        if (replica.Unrecorded is not var (self, proofs))
        {
            Append([.. replica.Unstored]);
            return;
        }

        // The process may crash between the two.
        StoredBatch[] unstored = [.. replica.Unstored];
        var life = _life;
        _storing = [];
        _world.Schedule(_world.Between(0, MaxDiskMilliseconds), () =>
        {
            if (life != _life) return;
            Disk.Record(self, proofs);
            Append(unstored);
        });
    }

    private void AskAdmissions(Replica<Board> replica)
    {
        var life = _life;
        foreach (var question in replica.Questions)
        {
            var answer = question.AskAsync(Table, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var first = (question.Waiting.Source, question.Waiting.Batch.Header.FirstSequence);
            _ = answer.MayEnter ? NotYet.Remove(first) : NotYet.Add(first);
            _world.See(answer.MayEnter ? "an admission that says yes" : "an admission that says not yet");
            _world.Schedule(_world.Between(0, MaxVerdictMilliseconds), () =>
            {
                if (life != _life) return;
                _answers.Add((question, answer));
                Wake();
            });
        }

        replica.Questions.Clear();
    }

    private void Append(StoredBatch[] batches)
    {
        _storing = batches;
        var life = _life;
        _world.Schedule(_world.Between(0, MaxDiskMilliseconds), () =>
        {
            if (life != _life) return;
            if (IsDiskFull) FailToStore();
            else FinishTurn(_storing);
        });
    }

    private void FailToStore()
    {
        IsDiskFull = false;
        _world.See("a full disk");
        var lost = Replica.StoringFailed();
        if (!HasCopies && !lost.SequenceEqual(_unacknowledged.Select(dispatched => dispatched.Stamp)))
            throw new InvalidOperationException($"{this} took back {lost.Length} updates; {_unacknowledged.Count} were not durable.");
        Stop("stops: its disk is full");
        _world.Schedule(_world.Between(1, 3000), Start);
    }

    private void FinishTurn(StoredBatch[] stored)
    {
        var replica = Replica;
        _isStoring = false;
        Disk.Append(stored);
        replica.Stored();
        replica.ReconciledWith.Clear();
        Acknowledge(replica.LastStored, stored);
        if (replica.Outgoing.Sum(item => (long)item.Frame.Length) > MaxBytesPerTurn) throw new InvalidOperationException($"{this} has more than {MaxBytesPerTurn} bytes to send at once.");
        if (_isPlugged)
        {
            foreach (var (peer, frame) in replica.Outgoing) _network.Send(this, peer, frame);
        }

        replica.Outgoing.Clear();
        HashState(replica);
        foreach (var happened in replica.Events.Where(happened => _world.IsTraced && happened is not ReducerThrew)) _world.Trace($"{this} says: {happened}");
        Events.AddRange(replica.Events);
        replica.Events.Clear();

        // While it pauses, frames gather in the inbox.
        var due = _hasFrames || _hasLostFrames || _answers.Count > 0 || replica.PendingBytes > 0 ? _world.Now : replica.NextDeadline - _monotonicLead;
        if (Pause == TimeSpan.Zero)
        {
            WakeAt(due);
            return;
        }

        _sleepsUntil = _world.Now + Pause > _sleepsUntil ? _world.Now + Pause : _sleepsUntil;
        WakeAt(_sleepsUntil);
    }

    /// <summary>Hashing takes its time, while which the state goes on.</summary>
    private void HashState(Replica<Board> replica)
    {
        if (!replica.TryTakeStateToHash(out var state, out var digest)) return;
        _world.See("states hashed");
        var hash = replica.HashState(state).Prefix;
        var life = _life;
        _world.Schedule(_world.Between(0, 2000), () =>
        {
            if (life == _life) replica.StateHashed(digest, hash);
        });
    }

    private void Acknowledge(ulong durable, StoredBatch[] stored)
    {
        var count = _unacknowledged.TakeWhile(item => item.Count <= durable).Count();
        if (count == 0) return;
        var numbers = stored.SelectMany(SimulatedDisk.NumbersIn).ToHashSet();
        foreach (var dispatched in _unacknowledged.Take(count))
        {
            if (!numbers.Contains(dispatched.Action.Number)) throw new InvalidOperationException($"{this} acknowledges {dispatched.Action}, which it never stored.");
            dispatched.IsAcknowledged = true;
        }

        _unacknowledged.RemoveRange(0, count);
    }
}
