using Scuttlegen.Runtime;
using Scuttlegen.Tests;
using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>One seed's story: some peers, some faults, some work; then peace, and every check.</summary>
internal sealed class Scenario
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Peace = TimeSpan.FromSeconds(60);

    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly StoreOptions _options = new() { Gossip = new GossipOptions { MaxReplyBytes = 64 * 1024 } };
    private readonly List<SimulatedPeer> _peers = [];
    private readonly Dictionary<SimulatedPeer, SimulatedDisk> _backups = [];

    // Acknowledged, but on no disk any more: a backup was put in the place of the only one.
    private readonly HashSet<object> _gone = [];
    private readonly bool _withCopies;
    private int _dispatched;

    /// <param name="seed">Decides everything.</param>
    /// <param name="withCopies">Whether disks are restored from backups, and copied to second machines, besides all else.</param>
    public Scenario(int seed, bool withCopies = false)
    {
        _withCopies = withCopies;
        _world = new World(seed);
        _network = new FaultyNetwork(_world)
        {
            Loss = _world.Random.NextDouble() * 0.4,
            Duplication = _world.Random.NextDouble() * 0.3,
            MaxDelayMilliseconds = _world.Random.Next(1, 500),
        };
        var count = _world.Random.Next(2, 7);
        var identity = new byte[PeerId.Size];
        for (var i = 0; i < count; i++)
        {
            _world.Random.NextBytes(identity);
            AddPeer(new SimulatedDisk(new Source(new PeerId(identity), (ulong)i)));
        }
    }

    public void Run()
    {
        ScheduleWork();
        ScheduleFaults();
        if (_withCopies) ScheduleCopies();
        _world.RunUntil(Work);
        MakePeace();
        _world.RunUntil(Work + Peace);
        Check();
    }

    /// <summary>Everything that came of it, for comparing two runs.</summary>
    public string Digest() => string.Join('\n', _peers.Select(peer =>
        $"{peer.Replica.GetStatistics()} {string.Join(' ', peer.Replica.GetHistory().Select(update => update.Stamp))}"));

    private void ScheduleWork()
    {
        var dispatches = _world.Random.Next(10, 400);
        for (var i = 0; i < dispatches; i++)
        {
            var peer = Pick();
            var burst = _world.Chance(0.1) ? 50 : 1;
            _world.Schedule(_world.Between(0, (int)Work.TotalMilliseconds), () =>
            {
                for (var n = 0; n < burst; n++) DispatchSomething(peer);
            });
        }
    }

    /// <summary>Every action but those that fail is another one, so that it is known again whatever its stamp becomes.</summary>
    private void DispatchSomething(SimulatedPeer peer)
    {
        var number = ++_dispatched;
        switch (_world.Random.Next(10))
        {
            case < 4: peer.Dispatch(LedgerTable.AddedKind, new Added(_world.Chance(0.5) ? number : -number)); break;
            case < 7: peer.Dispatch(LedgerTable.MultipliedKind, new Multiplied((2 * number) + 1)); break;
            case < 9: peer.Dispatch(LedgerTable.NotedKind, new Noted($"note {number}")); break;
            default: peer.Dispatch(LedgerTable.FailedKind, new Failed()); break;
        }
    }

    private void AddPeer(SimulatedDisk disk) => _peers.Add(new SimulatedPeer(_world, _network, disk, _options, new LedgerTable()));

    private void ScheduleFaults()
    {
        for (var i = _world.Random.Next(0, 12); i > 0; i--)
        {
            var (peer, other) = (Pick(), Pick());
            var at = _world.Between(0, (int)Work.TotalMilliseconds);
            switch (_world.Random.Next(3))
            {
                case 0:
                    _world.Schedule(at, () => _network.Cut(peer, other));
                    break;
                case 1:
                    _world.Schedule(at, _network.HealAll);
                    break;
                default:
                    _world.Schedule(at, peer.Crash);
                    _world.Schedule(at + _world.Between(1, 5000), peer.Start);
                    break;
            }
        }
    }

    private void ScheduleCopies()
    {
        for (var i = _world.Random.Next(1, 5); i > 0; i--)
        {
            var peer = Pick();
            var backupAt = _world.Between(0, (int)Work.TotalMilliseconds);
            var usedAt = backupAt + _world.Between(0, 8000);
            if (usedAt > Work) usedAt = Work;
            var isClone = _world.Chance(0.4);
            SimulatedDisk? backup = null;
            _world.Schedule(backupAt, () => backup = peer.Disk.Copy());
            _world.Schedule(usedAt, () =>
            {
                if (isClone) StartClone(backup!);
                else Restore(peer, backup!);
            });
        }
    }

    private void Restore(SimulatedPeer peer, SimulatedDisk backup)
    {
        peer.Restore(backup);
        var held = _peers.SelectMany(other => other.Disk.Batches).SelectMany(ActionsOf).ToHashSet();
        _gone.UnionWith(_peers.SelectMany(other => other.Acknowledged).Where(action => !held.Contains(action)));
        _world.Schedule(_world.Between(0, 3000), peer.Start);
    }

    /// <summary>A second machine with the same disk; at times it cannot reach the first.</summary>
    private void StartClone(SimulatedDisk disk)
    {
        AddPeer(disk);
        var clone = _peers[^1];
        foreach (var other in _peers.Where(other => other != clone && _world.Chance(0.5)))
        {
            _network.Cut(clone, other);
            _network.Cut(other, clone);
        }

        for (var i = _world.Random.Next(0, 30); i > 0; i--) _world.Schedule(_world.Between(0, 5000), () => DispatchSomething(clone));
    }

    private static IEnumerable<object> ActionsOf(StoredBatch stored)
    {
        var entries = new List<LogEntry>();
        new UpdateDecoder<Ledger>(new LedgerTable(), static _ => { }).Decode(Batch.Read(stored.Header.Span, stored.Body.Span), stored.Source, 0, entries);
        return entries.Select(entry => entry.Action!);
    }

    private void MakePeace()
    {
        _network.HealAll();
        (_network.Loss, _network.Duplication, _network.MaxDelayMilliseconds) = (0, 0, 20);
        foreach (var peer in _peers) peer.Start();
    }

    private void Check()
    {
        var first = _peers[0].Replica.GetHistory();
        var expected = first.Select(update => update.Stamp).ToList();
        Assert.Equal(expected, expected.Order());
        Assert.Equal(expected.Count, expected.Distinct().Count());

        foreach (var peer in _peers)
        {
            var history = peer.Replica.GetHistory();
            Assert.Equal(expected, history.Select(update => update.Stamp));
            Assert.True(first.State.SameAs(history.State), "states differ");

            // The state that rewinding and replaying led to is the one that a single fold gives.
            if (history.Count > 0) Assert.True(history.WithStates().Last().State.SameAs(history.State), "the state is not the fold of the history");
            Assert.All(history.GroupBy(update => update.Source), feed =>
                Assert.Equal(Enumerable.Range(1, feed.Count()).Select(i => (ulong)i), feed.Select(update => update.Sequence)));
            Assert.DoesNotContain(peer.Events, happened => happened is FrameRefused or DivergenceDetected or StoreFaulted);
            if (!_withCopies) Assert.DoesNotContain(peer.Events, happened => happened is ForkDetected or IncarnationChanged);
        }

        // Acknowledged, it is there; and whatever is there is there once.
        var held = first.Where(update => update.Action is not (null or Failed)).Select(update => update.Action!).ToList();
        Assert.Equal(held.Count, held.Distinct().Count());
        Assert.Empty(_peers.SelectMany(peer => peer.Acknowledged).Where(action => action is not Failed).Except(_gone).Except(held));
        Assert.Equal(_peers.Count, _peers.Select(peer => peer.Source).Distinct().Count());
    }

    /// <summary>How often it came to what <paramref name="match"/> accepts.</summary>
    public int Count(Predicate<StoreEvent> match) => _peers.Sum(peer => peer.Events.Count(happened => match(happened)));

    private SimulatedPeer Pick() => _peers[_world.Random.Next(_peers.Count)];
}
