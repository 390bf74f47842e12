using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>What the protocol needs of the peer it runs in.</summary>
internal interface IGossipHost
{
    /// <summary>The largest frame that the transport carries.</summary>
    int MaxFrameBytes { get; }

    /// <summary>Whether a frame to all reaches every peer. If not, what is news here is news to neighbours, and passed on.</summary>
    bool ReachesEveryPeer { get; }

    /// <summary>The first 8 bytes of the hash of the state's canonical bytes, if the state has a codec.</summary>
    ulong? StateHash { get; }

    /// <summary>Admits a batch to its feed and the history, or says why not.</summary>
    Admission Admit(Source source, ulong chainBefore, Batch batch, out string why);

    /// <summary>Sends a frame to one peer, or to all (<see langword="null"/>).</summary>
    void Send(Source? peer, byte[] frame);

    /// <summary>This peer holds all that <paramref name="peer"/> held when the two last compared.</summary>
    void Reconciled(Source peer);

    void Raise(StoreEvent happened);
}
