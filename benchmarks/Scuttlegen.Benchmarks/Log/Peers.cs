using Scuttlegen.Runtime;

namespace Scuttlegen.Benchmarks.Log;

/// <summary>Peers without threads, clock or network: what they send is handed over at once. So what is timed is the work alone, encoding and decoding included.</summary>
/// <param name="table">The store's reducers.</param>
/// <param name="newSigner">Makes a signer for each peer; nothing is signed if <see langword="null"/>.</param>
/// <param name="newCipher">Makes the room's keys for each peer; nothing is encrypted if <see langword="null"/>.</param>
internal sealed class Peers<TState>(ReplayTable<TState> table, Func<ISigner>? newSigner = null, Func<IRoomCipher>? newCipher = null)
{
    private readonly List<Replica<TState>> _peers = [];
    private TimeSpan _now;

    public long BytesSent { get; private set; }

    public Replica<TState> Add(ReplayTable<TState>? own = null)
    {
        var store = StoreId.Create(table.StoreName, "");
        var signer = newSigner?.Invoke();
        var source = Source.NewIncarnation(signer?.Peer ?? PeerId.NewRandom());
        var peer = new Replica<TState>(own ?? table, store, source, new StoreOptions(), new Random(_peers.Count), signer: signer, cipher: newCipher?.Invoke());
        peer.Loaded();
        _peers.Add(peer);
        return peer;
    }

    public static void Dispatch(Replica<TState> peer, ReplayTable<TState> table, object action) =>
        peer.Dispatch(table.Kinds.IndexOf(KindOf(action)), action, wallClock: 1_700_000_000_000);

    /// <summary>Ends a peer's turn: its updates become durable, and what it has to say is thrown away.</summary>
    public static void Seal(Replica<TState> peer)
    {
        peer.EndTurn(TimeSpan.Zero);
        peer.Stored();
        peer.Outgoing.Clear();
    }

    /// <summary>Lets the peers talk until each holds <paramref name="count"/> updates, merged.</summary>
    public void Settle(int count, params Replica<TState>[] peers)
    {
        foreach (var peer in peers) peer.Connected(_now);
        while (Array.Exists(peers, peer => peer.IsConverging || peer.UpdateCount < count))
        {
            var isQuiet = true;
            foreach (var peer in peers)
            {
                peer.Tick(_now);
                peer.EndTurn(_now);
                peer.Stored();
                foreach (var (to, frame) in peer.Outgoing)
                {
                    isQuiet = false;
                    BytesSent += frame.Length;
                    foreach (var other in peers)
                    {
                        if (other != peer && (to is null || other.Self == to)) other.Receive(frame, _now);
                    }
                }

                peer.Outgoing.Clear();
                peer.Events.Clear();
            }

            if (isQuiet) _now = peers.Min(peer => peer.NextDeadline);
        }
    }

    private static string KindOf(object action) => action.GetType().Name;
}
