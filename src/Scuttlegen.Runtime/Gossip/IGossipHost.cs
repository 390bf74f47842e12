using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>What the protocol needs of the peer it runs in.</summary>
internal interface IGossipHost
{
    /// <summary>The largest frame that the transport carries.</summary>
    int MaxFrameBytes { get; }

    /// <summary>The first 8 bytes of the hash of the state's canonical bytes, if the state has a codec.</summary>
    ulong? StateHash { get; }

    /// <summary>Admits a batch to its feed and the history, or says why not.</summary>
    Admission Admit(Source source, ulong chainBefore, Batch batch, out string why);

    /// <summary>Sends a frame to one peer, or to all (<see langword="null"/>).</summary>
    void Send(Source? peer, byte[] frame);

    void Raise(StoreEvent happened);
}
