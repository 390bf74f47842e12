using System.Globalization;

namespace Scuttlegen.Simulation;

/// <summary>One seed's story: some peers, some faults, some work; then peace, and every check; then the old versions are upgraded, and every check again.</summary>
internal sealed class Scenario
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Peace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    // Six peers in a line, each with a heartbeat a second, agree in some six seconds.
    private static readonly TimeSpan LongestToAgree = TimeSpan.FromSeconds(10);

    // What an admission has just refused is not asked for again before.
    private static readonly TimeSpan LongestLeftAlone = TimeSpan.FromSeconds(7);

    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly Dispatches _dispatches = new();
    private readonly List<SimulatedPeer> _peers = [];
    private readonly BoardTable _newVersion;
    private readonly Faults _faults;
    private readonly Attacker _attacker;
    private readonly Invariants _invariants;
    private readonly bool _hasLargeNotes;
    private readonly bool _hasTinyFrames;
    private readonly bool _withCopies;
    private readonly bool _isSigned;
    private readonly bool _hasQuotas;

    // Whether the room has keys, which peers have, lack and get.
    private readonly RoomKeys? _keys;

    // Whether peers take batches when they please; each its own, until peace comes.
    private readonly bool _hasAdmissions;
    private bool _isMoody = true;
    private long _dispatched;

    /// <param name="seed">Decides everything.</param>
    /// <param name="trace">Told of whatever happens; nobody if <see langword="null"/>.</param>
    /// <param name="withCopies">Whether disks are restored from backups, and copied to second machines, besides all else.</param>
    public Scenario(int seed, bool withCopies = false, Action<string>? trace = null)
    {
        _withCopies = withCopies;
        _world = new World(seed, trace);
        _hasAdmissions = seed % 4 == 3;
        _isSigned = seed % 8 >= 4;
        _hasQuotas = seed % 5 == 2;
        if (seed / 8 % 3 == 0) _keys = new RoomKeys(_world, _peers);
        _newVersion = NewTable(without: null);
        _network = new FaultyNetwork(_world)
        {
            Loss = _world.Random.NextDouble() * 0.4,
            Duplication = _world.Random.NextDouble() * 0.3,
            MaxDelayMilliseconds = _world.UpTo(500),
            Topology = _world.Chance(0.6) ? Topology.All : (Topology)_world.Random.Next(1, 4),
        };
        _hasLargeNotes = _world.Chance(0.12);

        // What vouches for a batch may be larger than it.
        _hasTinyFrames = !_hasLargeNotes && _world.Chance(0.15) && !_isSigned;
        BoardTable? oldVersion = _world.Chance(0.3) && !withCopies ? NewTable((BoardKind)_world.Random.Next(9)) : null;
        var count = _world.Random.Next(2, 7);
        for (var i = 0; i < count; i++)
        {
            var isOld = oldVersion is not null && oldVersion.Without != BoardKind.Stocked && _world.Chance(0.5);
            var identity = new byte[PeerId.Size];
            _world.Random.NextBytes(identity);
            AddPeer(new SimulatedDisk(new Source(new PeerId(identity), (ulong)i)), isOld ? oldVersion! : _newVersion);
        }

        _world.See($"the topology {_network.Topology}");
        if (_world.IsTraced) _world.Trace($"{count} peers, {_network.Topology}, loss {_network.Loss:P0}, delays up to {_network.MaxDelayMilliseconds} ms");
        _faults = new Faults(_world, _network, _peers, _newVersion, Work);
        _attacker = new Attacker(_world, _network, _peers);
        _invariants = new Invariants(_world, _dispatches, _peers, withCopies) { HasAdmissions = _hasAdmissions, HasQuotas = _hasQuotas, IsAttacked = _isSigned };
    }

    /// <summary>How often it came to what.</summary>
    public IReadOnlyDictionary<string, int> Seen => _world.Seen;

    /// <summary>How long after the last fault all had everything.</summary>
    public TimeSpan ConvergedAfter { get; private set; }

    public void Run()
    {
        foreach (var peer in _peers) peer.Start();
        ScheduleWork();
        _faults.Schedule(_world.Random.Next(0, 16));
        if (_isSigned) _attacker.Schedule(Work);
        _keys?.Schedule(Work);
        if (_withCopies) new Copies(_world, _network, _peers, _dispatches, disk => AddPeer(disk, _newVersion), DispatchSomething).Schedule(Work);
        _world.RunUntil(Work);
        MakePeace();
        _world.RunUntil(Work + (_withCopies ? 2 * Peace : Peace));
        _invariants.CheckAll(_faults.HasForged);
        var longest = _hasAdmissions || _hasQuotas ? LongestToAgree + LongestLeftAlone : LongestToAgree;
        if (ConvergedAfter > longest && !_withCopies) throw new InvalidOperationException($"All agree {ConvergedAfter} after the last fault; it should take {longest} at most.");
        CheckSources();
        CheckQuiet();
        _invariants.CheckStateHashes();
        Upgrade();
    }

    /// <summary>Everything that came of it, for comparing two runs.</summary>
    public string Digest() => string.Join('\n', _peers.Select(peer =>
        $"{peer.Replica.GetStatistics()} {peer.Replica.State} {string.Join(' ', peer.Replica.GetHistory().Select(update => update.Stamp))}"));

    private Quotas DrawQuotas() => new()
    {
        UpdatesPerSecond = _world.Random.Next(100, 1000),
        BytesPerSecond = _world.Random.Next(10_000, 100_000),
        ReceivedBytesPerSecond = _world.Random.Next(50_000, 500_000),
        SentBytesPerSecond = _world.Random.Next(50_000, 500_000),
        Burst = TimeSpan.FromSeconds(_world.Random.Next(1, 5)),
    };

    private SimulatedPeer AddPeer(SimulatedDisk disk, BoardTable table)
    {
        // Whoever asks for more than fits its inbox would never get it; nor a full batch, which re-issues fill, and large notes.
        var isSlow = _world.Chance(0.25);
        var replyBytes = isSlow || _world.Chance(0.3) ? 1000 * _world.UpTo(isSlow ? 4 : 60) : 64 * 1024;
        var options = new StoreOptions
        {
            Quotas = _hasQuotas ? DrawQuotas() : new Quotas(),
            Gossip = new GossipOptions { MaxReplyBytes = replyBytes },
            MaxInboxBytes = isSlow ? replyBytes + (_hasLargeNotes || _withCopies || _isSigned ? 40_000 : 4000) : 32 * 1024 * 1024,
        };
        var peer = new SimulatedPeer(_world, _network, disk, options, table, _dispatches, $"P{_peers.Count}")
        {
            ReachesEveryPeer = _network.Topology == Topology.All,
            HasCopies = _withCopies,
            IsSigned = _isSigned,
            MaxFrameBytes = _hasTinyFrames ? _world.Random.Next(700, 4000) : (_world.Chance(0.5) ? _world.Random.Next(36, 50) : 1024) * 1024,
            Pause = isSlow ? _world.Between(1, 3000) : TimeSpan.Zero,
            MaxDiskMilliseconds = _world.Chance(0.4) ? _world.Random.Next(50, 1500) : 5,
        };
        _peers.Add(peer);
        _keys?.Begin(peer);
        return peer;
    }

    private void ScheduleWork()
    {
        var work = (int)Work.TotalMilliseconds;
        for (var i = _world.UpTo(_hasLargeNotes ? 100 : 500); i > 0; i--)
        {
            var peer = Pick();
            var burst = _world.Chance(_hasLargeNotes ? 0.2 : 0.07) ? 60 : 1;
            _world.Schedule(_world.Between(0, work), () =>
            {
                for (var n = 0; n < burst; n++) DispatchSomething(peer);
            });
        }

        for (var i = 0; i < 3; i++)
        {
            var peer = Pick();
            _world.Schedule(_world.Between(0, work), () => _invariants.CheckNow(peer));
        }
    }

    private void DispatchSomething(SimulatedPeer peer)
    {
        var number = ++_dispatched;
        var kind = _world.Random.Next(20) switch
        {
            < 3 => BoardKind.Added,
            < 5 => BoardKind.Audited,
            < 9 => BoardKind.Counted,
            < 10 => BoardKind.Failed,
            < 12 => BoardKind.Multiplied,
            < 14 => BoardKind.Noted,
            < 16 => BoardKind.Sold,
            < 17 => BoardKind.Split,
            _ => BoardKind.Stocked,
        };
        var amount = kind switch
        {
            BoardKind.Multiplied => _world.Random.Next(-3, 4),
            BoardKind.Sold or BoardKind.Stocked => _world.Random.Next(1, 20),
            _ => _world.Random.Next(-100, 100),
        };
        var text = kind != BoardKind.Noted ? ""
            : _hasLargeNotes && _world.Chance(0.5) ? new string('n', _world.Random.Next(20_000))
            : string.Create(CultureInfo.InvariantCulture, $"note {number}");
        peer.Dispatch(new BoardAction(kind, number, amount, text));
    }

    private BoardTable NewTable(BoardKind? without) => new(without)
    {
        Admitting = _hasAdmissions ? (_, history) => !_isMoody || (_world.Chance(0.7) && history.Count % 7 != 3) : null,
    };

    private void MakePeace()
    {
        _isMoody = false;
        if (_world.IsTraced) _world.Trace($"peace");
        _network.HealAll();
        _keys?.GiveAll();
        (_network.Loss, _network.Duplication, _network.MaxDelayMilliseconds) = (0, 0, 20);
        foreach (var peer in _peers)
        {
            peer.IsDiskFull = false;
            peer.MaxDiskMilliseconds = 5;
            peer.MaxVerdictMilliseconds = 50;
            if (peer.Pause > TimeSpan.FromMilliseconds(50)) peer.Pause = TimeSpan.FromMilliseconds(50);
            peer.Plug();
            peer.Start();
        }

        Watch();
    }

    private void Watch()
    {
        if (_peers.TrueForAll(peer => peer.IsUp && (_withCopies ? peer.Replica.UpdateCount == _peers[0].Replica.UpdateCount : peer.Replica.UpdateCount == _dispatches.Count))) return;
        ConvergedAfter = _world.Now - Work;
        _world.Schedule(TimeSpan.FromMilliseconds(50), Watch);
    }

    /// <summary>Machines with one disk that hear each other go on under sources of their own. Those that do not hear each other do so when one of them writes.</summary>
    private void CheckSources()
    {
        if (_network.Topology == Topology.All && _peers.Select(peer => peer.Source).Distinct().Count() < _peers.Count)
            throw new InvalidOperationException("Two peers share a source.");
    }

    /// <summary>Those who agree ask one another now and then, and say no more.</summary>
    private void CheckQuiet()
    {
        const int mostPulls = 40;
        var before = _peers.ConvertAll(peer => peer.Replica.GetStatistics());
        _world.RunUntil(_world.Now + Quiet);
        for (var i = 0; i < _peers.Count; i++)
        {
            var after = _peers[i].Replica.GetStatistics();
            if (after.Pulls - before[i].Pulls > mostPulls) throw new InvalidOperationException($"{_peers[i]} pulled {after.Pulls - before[i].Pulls} times in {Quiet} though all agree.");
            if (after.Rewinds != before[i].Rewinds) throw new InvalidOperationException($"{_peers[i]} rewinds though all agree.");
        }
    }

    private void Upgrade()
    {
        if (_peers.TrueForAll(peer => peer.Table.Without is null)) return;
        foreach (var peer in _peers.Where(peer => peer.Table.Without is not null))
        {
            peer.Crash();
            peer.Table = _newVersion;
            peer.Start();
        }

        _world.RunUntil(_world.Now + Quiet);
        _invariants.CheckAll(_faults.HasForged);
    }

    private SimulatedPeer Pick() => _peers[_world.Random.Next(_peers.Count)];
}
