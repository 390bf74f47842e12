using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>Whatever is written by whomever, and in whatever order it arrives: roles and notes are those of a naive fold of the ordered log.</summary>
public sealed class AccessPropertyTests
{
    private const int Logs = 20_000;
    private const int Networks = 150;
    private static readonly StoreId Store = StoreId.Create("notebook", "");

    [Fact]
    public void Late_updates_end_as_the_oracle_folds_the_whole_log() => Parallel.For(0, Logs, static seed => new Run(seed).Check());

    /// <summary>The same over gossip: peers that are cut off again and again, and come back under new incarnations.</summary>
    [Fact]
    public void Networks_end_as_the_oracle_folds_the_whole_log() => Parallel.For(0, Networks, static seed =>
    {
        var random = new Random(seed);
        var net = new AccessNet(seed, (AccessRole)random.Next(3));
        var peers = Enumerable.Range(1, 2 + random.Next(4)).Select(number => (byte)number).ToArray();
        var ids = Array.ConvertAll(peers, AccessNet.Id);
        var replicas = peers.Select(number => net.Add(number)).ToList();
        for (var step = 20 + random.Next(40); step > 0; step--)
        {
            if (random.Next(6) == 0) net.Cut(replicas[random.Next(replicas.Count)]);
            if (random.Next(8) == 0) net.Heal();
            if (random.Next(20) == 0) replicas.Add(net.Add(peers[random.Next(peers.Length)]));
            AccessNet.Write(replicas[random.Next(replicas.Count)], Draw(random, ids));
            net.Run(random.Next(3) * 0.05);
        }

        net.Heal();
        net.Run();
        var oracle = new AccessOracle(net.Genesis.Owner, net.Genesis.DefaultRole);
        foreach (var update in replicas[0].GetHistory()) oracle.Apply(update.Source.Peer, update.Action);
        foreach (var replica in replicas) oracle.AssertIs(replica.State, ids);
        net.AssertAll([.. oracle.Notes]);
    });

    private sealed class Run
    {
        private readonly Random _random;
        private readonly PeerId[] _peers;
        private readonly SourceTable _sources = new();
        private readonly Genesis _genesis;

        public Run(int seed)
        {
            _random = new Random(seed);
            _peers = [.. Enumerable.Range(0, 2 + _random.Next(5)).Select(_ => NewPeer())];
            foreach (var peer in _peers) _sources.GetOrAdd(new Source(peer, (ulong)_random.Next()));

            // The second incarnation of a peer is the same peer.
            _sources.GetOrAdd(new Source(_peers[^1], 7));
            _genesis = Genesis.Create(_peers[0], "", (AccessRole)_random.Next(3), new byte[Genesis.NonceSize]);
        }

        public void Check()
        {
            var table = NotebookStore.Table;
            var order = new StampOrder(_sources);
            var log = new ReplayLog<Notebook>(table, order, new ReplayContext(Store, _sources), static (_, _) => { }, checkpointInterval: 4, genesis: _genesis);
            var all = new List<LogEntry>();
            var sequences = new ulong[_sources.Count];
            for (var merges = 1 + _random.Next(5); merges > 0; merges--)
            {
                var incoming = new List<LogEntry>();
                for (var n = 1 + _random.Next(8); n > 0; n--)
                {
                    var source = _random.Next(_sources.Count);
                    var time = (ulong)(1 + _random.Next(60));
                    if (all.Concat(incoming).Any(entry => entry.Source == source && entry.Time == time)) continue;
                    var action = Draw(_random, _peers);
                    incoming.Add(new LogEntry(action, table.Kinds.IndexOf(AccessNet.KindOf(action)), time, ++sequences[source], 0, source));
                }

                all.AddRange(incoming);
                log.Merge(incoming.ToArray());
                var oracle = new AccessOracle(_genesis.Owner, _genesis.DefaultRole);
                foreach (var entry in all.Order(order)) oracle.Apply(_sources[entry.Source].Peer, entry.Action);
                oracle.AssertIs(log.State, _peers);
                Assert.Equal(log.State.Access, RoundTrip(log.State.Access));
            }
        }

        private PeerId NewPeer()
        {
            var bytes = new byte[PeerId.Size];
            _random.NextBytes(bytes);
            return new PeerId(bytes);
        }
    }

    private static object Draw(Random random, PeerId[] peers) => random.Next(12) switch
    {
        0 or 1 or 2 => new AccessGranted(peers[random.Next(peers.Length)], (AccessRole)random.Next(5)),
        3 or 4 => new AccessGranted(peers[random.Next(peers.Length)], AccessRole.Owner),
        5 or 6 => new AccessRevoked(peers[random.Next(peers.Length)], random.Next(2) == 0),
        7 => new OwnershipTransferred(peers[random.Next(peers.Length)]),
        8 => new Torn(random.Next(3)),
        9 => new Wiped(),
        _ => new Noted($"{random.Next(100)}"),
    };

    private static AccessControl RoundTrip(AccessControl value)
    {
        var buffer = new byte[CborCodec.GetMaxSize(value)];
        var writer = new CborWriter(buffer);
        CborCodec.Write(ref writer, value);
        var reader = new CborReader(writer.Written);
        var read = CborCodec.Read<AccessControl>(ref reader);
        reader.EnsureEnd();
        return read;
    }
}
