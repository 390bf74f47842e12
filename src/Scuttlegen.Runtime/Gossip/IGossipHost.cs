using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>What the protocol needs of the peer it runs in.</summary>
internal interface IGossipHost
{
    /// <summary>The largest frame that the transport carries.</summary>
    int MaxFrameBytes { get; }

    /// <summary>Whether a frame to all reaches every peer. If not, what is news here is news to neighbours, and passed on.</summary>
    bool ReachesEveryPeer { get; }

    /// <summary>The first 8 bytes of the hash of the state's canonical bytes, if it is known at this digest.</summary>
    ulong? StateHash { get; }

    /// <summary>Which keys are missing here to read all that is held: equal digests come to equal states only where that is the same.</summary>
    ulong MissingKeysHash { get; }

    /// <summary>Hides from those who lack the room's key what a heartbeat says of the state.</summary>
    /// <param name="stateHash">The first 8 bytes of the hash of the state.</param>
    /// <param name="digest">The digest that it belongs to.</param>
    /// <returns>What to say, and under which key; the hash itself if the room has none.</returns>
    (ulong Hash, RoomKeyId? Key) Hide(ulong stateHash, ulong digest);

    /// <summary>What <see cref="Hide"/> hid there, if the key is held here.</summary>
    ulong? Reveal(ulong hidden, RoomKeyId? key, ulong digest);

    /// <summary>Nothing has changed for a while and somebody is there to compare with: should be made known, if the state has canonical bytes.</summary>
    void WantStateHash();

    /// <summary>Judges the batches for which one signature vouches, before any of them is admitted: see <see cref="FeedSet.JudgeRun"/>.</summary>
    Admission JudgeRun(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out string why);

    /// <summary>Admits a batch to its feed and the history, or says why not.</summary>
    /// <param name="source">The author.</param>
    /// <param name="chainBefore">The prefix of the chain hash before the batch, as the sender has it.</param>
    /// <param name="run">The batch, and what follows it in the run that was judged.</param>
    /// <param name="chainAfter">The prefix of the chain hash after it, if it is held now.</param>
    /// <param name="why">Unless it is held: what is wrong.</param>
    Admission Admit(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out ulong chainAfter, out string why);

    /// <summary>Feeds of which nothing can be taken at the moment, so that nobody need be asked for them.</summary>
    IEnumerable<Source> NotNow { get; }

    /// <summary>Whether batches that were taken from others wait for this peer's own verdict, which may let them enter yet.</summary>
    bool AwaitsVerdicts { get; }

    /// <summary>Takes a proof that was checked.</summary>
    /// <returns>Whether it was news.</returns>
    bool Adopt(ForkProof proof, Source from);

    /// <summary>Another process writes, or has written, what this one does not know, under this one's source: it must go on under another.</summary>
    void LeaveIdentity(string reason);

    /// <summary>Sends a frame to one peer, or to all (<see langword="null"/>).</summary>
    void Send(Source? peer, byte[] frame);

    /// <summary>This peer holds all that <paramref name="peer"/> held when the two last compared, but for what it cannot take now.</summary>
    void Reconciled(Source peer);

    void Raise(StoreEvent happened);
}
