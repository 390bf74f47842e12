using Scuttlegen.Tests;

namespace Scuttlegen.Simulation;

/// <summary>One seed's story: some peers, some faults, some work; then peace, and every check.</summary>
internal sealed class Scenario
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Peace = TimeSpan.FromSeconds(60);

    private readonly World _world;
    private readonly FaultyNetwork _network;
    private readonly List<SimulatedPeer> _peers = [];

    public Scenario(int seed)
    {
        _world = new World(seed);
        _network = new FaultyNetwork(_world)
        {
            Loss = _world.Random.NextDouble() * 0.4,
            Duplication = _world.Random.NextDouble() * 0.3,
            MaxDelayMilliseconds = _world.Random.Next(1, 500),
        };
        var options = new StoreOptions { Gossip = new GossipOptions { MaxReplyBytes = 64 * 1024 } };
        var count = _world.Random.Next(2, 7);
        var identity = new byte[PeerId.Size];
        for (var i = 0; i < count; i++)
        {
            _world.Random.NextBytes(identity);
            _peers.Add(new SimulatedPeer(_world, _network, new Source(new PeerId(identity), (ulong)i), options, new LedgerTable()));
        }
    }

    public void Run()
    {
        ScheduleWork();
        ScheduleFaults();
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
            var text = $"note {i}";
            _world.Schedule(_world.Between(0, (int)Work.TotalMilliseconds), () =>
            {
                for (var n = 0; n < burst; n++) DispatchSomething(peer, text);
            });
        }
    }

    private void DispatchSomething(SimulatedPeer peer, string text)
    {
        switch (_world.Random.Next(10))
        {
            case < 4: peer.Dispatch(LedgerTable.AddedKind, new Added(_world.Random.Next(-100, 100))); break;
            case < 7: peer.Dispatch(LedgerTable.MultipliedKind, new Multiplied(_world.Random.Next(-3, 4))); break;
            case < 9: peer.Dispatch(LedgerTable.NotedKind, new Noted(text)); break;
            default: peer.Dispatch(LedgerTable.FailedKind, new Failed()); break;
        }
    }

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
            Assert.DoesNotContain(peer.Events, happened => happened is FrameRefused or ForkDetected or DivergenceDetected or StoreFaulted);
        }

        var held = expected.ToHashSet();
        Assert.All(_peers.SelectMany(peer => peer.Acknowledged), stamp => Assert.Contains(stamp, held));
    }

    private SimulatedPeer Pick() => _peers[_world.Random.Next(_peers.Count)];
}
