using System.Collections.Immutable;
using Scuttlegen.Generators.Tests.Fixtures;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>Peers of one notebook in virtual time, whose links can be cut. What a hostile one writes is written by the library as well: it only does not care whether it may.</summary>
internal sealed class AccessNet(int seed, AccessRole others = AccessRole.None)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly Random _random = new(seed);
    private readonly List<Replica<Notebook>> _peers = [];
    private readonly HashSet<Replica<Notebook>> _apart = [];
    private TimeSpan _now;

    public static PeerId Id(byte number) => new([number, .. new byte[PeerId.Size - 1]]);

    public Genesis Genesis { get; } = Genesis.Create(Id(1), "home", others, new byte[Genesis.NonceSize]);

    /// <summary>A peer, or another incarnation of one, with an empty log.</summary>
    public Replica<Notebook> Add(byte number, Genesis? genesis = null)
    {
        var source = new Source(Id(number), (ulong)_random.NextInt64());
        var options = new StoreOptions { Genesis = genesis ?? Genesis };
        var peer = new Replica<Notebook>(NotebookStore.Table, StoreId.Create("NotebookStore", "", options.Genesis), source, options, new Random(_random.Next()), () => (ulong)_random.NextInt64());
        _peers.Add(peer);
        peer.Connected(_now);
        return peer;
    }

    /// <summary>Nothing passes between it and others until <see cref="Heal"/>.</summary>
    public void Cut(Replica<Notebook> peer) => _apart.Add(peer);

    public void Heal() => _apart.Clear();

    public static Stamp Write(Replica<Notebook> peer, object action)
    {
        var stamp = peer.Dispatch(NotebookStore.Table.Kinds.IndexOf(KindOf(action)), action, 0);
        EndTurn(peer, TimeSpan.Zero);
        return stamp;
    }

    /// <summary>Runs until everything has long been told; frames of one step arrive in the next, in any order.</summary>
    public void Run(double seconds = 20)
    {
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end; _now += Step)
        {
            var sent = new List<(Replica<Notebook> From, Source? To, byte[] Frame)>();
            foreach (var peer in _peers)
            {
                peer.Tick(_now);
                EndTurn(peer, _now);
                sent.AddRange(peer.Outgoing.Select(frame => (peer, frame.Peer, frame.Frame)));
                peer.Outgoing.Clear();
            }

            foreach (var (from, addressee, frame) in sent.OrderBy(_ => _random.Next()))
            {
                foreach (var to in _peers.Where(to => to != from && !_apart.Contains(from) && !_apart.Contains(to) && (addressee is null || to.Self == addressee)))
                    to.Receive(frame, _now);
            }
        }
    }

    /// <summary>All peers hold the same, and it is this.</summary>
    public void AssertAll(params string[] notes)
    {
        foreach (var peer in _peers)
        {
            Assert.Equal(_peers[0].DigestHash, peer.DigestHash);
            Assert.Equal(notes, peer.State.Notes);
            Assert.Equal(_peers[0].State.Access, peer.State.Access);
        }
    }

    public static string KindOf(object action) => action switch
    {
        AccessGranted => "access.granted",
        AccessRevoked => "access.revoked",
        OwnershipTransferred => "access.transferred",
        _ => action.GetType().Name,
    };

    private static void EndTurn(Replica<Notebook> peer, TimeSpan now)
    {
        peer.EndTurn(now);
        peer.Stored();
    }
}
