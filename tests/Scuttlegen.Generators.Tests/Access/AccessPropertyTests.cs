using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>Whatever is written by whomever, and in whatever order it arrives: roles and notes are those of a naive fold of the ordered log.</summary>
public sealed class AccessPropertyTests
{
    private const int Logs = 20_000;
    private static readonly StoreId Store = StoreId.Create("notebook", "");

    [Fact]
    public void Late_updates_end_as_the_oracle_folds_the_whole_log() => Parallel.For(0, Logs, static seed => new Run(seed).Check());

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
                    var action = Draw();
                    incoming.Add(new LogEntry(action, table.Kinds.IndexOf(AccessNet.KindOf(action)), time, ++sequences[source], 0, source));
                }

                all.AddRange(incoming);
                log.Merge(incoming.ToArray());
                CheckAgainst(Oracle(all.Order(order)), log.State);
            }
        }

        private void CheckAgainst((AccessOracle Access, List<string> Notes) expected, Notebook state)
        {
            foreach (var peer in _peers)
            {
                Assert.Equal(expected.Access.RoleOf(peer), state.Access.RoleOf(peer));
                foreach (var other in _peers) Assert.Equal(expected.Access.IsAbove(peer, other), state.Access.IsAbove(peer, other));
            }

            Assert.Equal(expected.Notes, state.Notes);
            Assert.Equal(state.Access, RoundTrip(state.Access));
        }

        private (AccessOracle Access, List<string> Notes) Oracle(IEnumerable<LogEntry> ordered)
        {
            var access = new AccessOracle(_genesis.Owner, _genesis.DefaultRole);
            var notes = new List<string>();
            foreach (var entry in ordered)
            {
                var author = _sources[entry.Source].Peer;
                switch (entry.Action)
                {
                    case AccessGranted granted: access.Grant(author, granted.Peer, granted.Role); break;
                    case AccessRevoked revoked: access.Revoke(author, revoked.Peer, revoked.KeepGrants); break;
                    case OwnershipTransferred transferred: access.Transfer(author, transferred.To); break;
                    case Noted noted when access.MayWrite(author): notes.Add($"{author:S} {noted.Text}"); break;
                    case Torn torn when access.MayWrite(author) && torn.Page < notes.Count: notes.RemoveAt(torn.Page); break;
                    case Wiped when access.RoleOf(author) == AccessRole.Owner: notes.Clear(); break;
                }
            }

            return (access, notes);
        }

        private object Draw() => _random.Next(12) switch
        {
            0 or 1 or 2 => new AccessGranted(Peer(), (AccessRole)_random.Next(5)),
            3 or 4 => new AccessGranted(Peer(), AccessRole.Owner),
            5 or 6 => new AccessRevoked(Peer(), _random.Next(2) == 0),
            7 => new OwnershipTransferred(Peer()),
            8 => new Torn(_random.Next(3)),
            9 => new Wiped(),
            _ => new Noted($"{_random.Next(100)}"),
        };

        private PeerId Peer() => _peers[_random.Next(_peers.Length)];

        private PeerId NewPeer()
        {
            var bytes = new byte[PeerId.Size];
            _random.NextBytes(bytes);
            return new PeerId(bytes);
        }
    }

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
