using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>Forks, and others who speak under one's own source.</content>
internal sealed partial class GossipProtocol
{
    private const int MaxForksReported = 1024;

    // A peer that floods with probes gets no more than these answers a turn; the next pull begins a bisection anew.
    private const int MaxProbesPerTurn = 64;

    private readonly HashSet<Source> _forksReported = [];
    private readonly ulong _session;
    private TimeSpan? _awakeSince;
    private int _probes;

    /// <summary>Goes on under another source: the old one leaves, the new one says that it is there.</summary>
    public void Rename(Source self)
    {
        Leave();
        _self = self;
        _sessionSignature = _feeds.Signatures.SignSession(self, _session);
        _addresses.Clear();
        _heartbeatDue = TimeSpan.Zero;

        // The answer would be addressed to somebody who is gone.
        if (_pull is not null) _wish ??= new PullWish(null, TimeSpan.Zero);
        _pull = null;
    }

    /// <summary>Tells everybody of a fork. Whoever misses it sees another digest.</summary>
    public void Publish(ForkProof proof)
    {
        if (proof.Bytes.Length <= MaxProofBytes) _host.Send(null, ProofMessage.ToFrame(_store, _self, proof));
    }

    /// <summary>Some media are too narrow for the proof of a fork between two batches of hundreds of kinds.</summary>
    private int MaxProofBytes => _host.MaxFrameBytes - FrameOverhead;

    /// <summary>Says that a source has forked, once.</summary>
    public void ReportFork(Source source, Source from, string detail)
    {
        if (_forksReported.Count < MaxForksReported && _forksReported.Add(source)) _host.Raise(new ForkDetected(source, from, detail));
    }

    /// <returns>How many of them were news.</returns>
    private int ReceiveProofs(Source from, byte[][] proofs)
    {
        // All are checked before one is believed; signatures, which are dear, only of what would be believed.
        var news = Array.FindAll(Array.ConvertAll(proofs, bytes => ForkProof.Read(bytes, _store)), _feeds.Proofs.IsNews);
        if (Array.Find(news, proof => !proof.IsVouchedFor(_feeds.Signatures)) is { } forged)
        {
            Refuse(from, Refusal.BadProof, $"a fork proof of source {forged.Source:S}: {(_feeds.Signatures.AreDemanded ? "its author has not signed both branches" : "it is signed, and in this store nothing is")}");
            return 0;
        }

        return news.Count(proof => _host.Adopt(proof, from));
    }

    private void ReceiveProbe(Source from, ProbeMessage probe, TimeSpan now)
    {
        if (!_feeds.TryGet(probe.Source, out var feed) || ++_probes > MaxProbesPerTurn || !IsProven(from, probe.Token) || !MayAnswer(from, now)) return;
        var (next, batch) = Bisection.Answer(feed, probe);
        if (next is not null) SendProbe(from, next);
        if (batch is not { } apart) return;

        // With whatever vouches for it: where nothing is signed, it alone; where a proof does, with the proof, as an answer that nobody asked for.
        var run = _feeds.RunFrom(feed, apart);
        if (run.Count == 0) return;
        var section = new BranchSection(feed.Source, feed.HashBefore(apart).Prefix);
        section.Batches.AddRange(run);
        var isProofNeeded = _feeds.Signatures.AreDemanded && run[^1].Signature.IsEmpty;
        var answer = isProofNeeded
            ? ReplyMessage.ToFrame(_store, _self, request: 0, more: false, [], [section], [_feeds.Proofs.Of(feed.Source)!])
            : LiveMessage.ToFrame(_store, _self, section);
        if (answer.Length <= _host.MaxFrameBytes) Answer(from, answer, now);
    }

    /// <summary>Begins to look for where a feed's branches part, which ends in a proof.</summary>
    private void Bisect(Feed feed, Source with, string detail, TimeSpan now)
    {
        // Where authors sign, they are accused on proof alone.
        if (!_feeds.Signatures.AreDemanded) ReportFork(feed.Source, with, detail);

        // Whoever has shown no token yet would not be answered, nor will be: a pull begins with that, and finds the fork too.
        if (!_addresses.IsProven(with)) WishToPull(with, now);
        else if (feed.BatchCount > 0 && ++_probes <= MaxProbesPerTurn) SendProbe(with, Bisection.Begin(feed));
    }

    private void SendProbe(Source peer, ProbeMessage probe) => _host.Send(peer, (probe with { Token = _addresses.TokenOf(peer) }).ToFrame(_store, _self));

    /// <summary>Another session's heartbeat is another process's, unless it was still under way when this one began.</summary>
    private void ReceiveOwnHeartbeat(HeartbeatMessage heartbeat, TimeSpan now)
    {
        if (heartbeat.Session is not { } session || session == _session) return;
        if (!_feeds.Signatures.IsSessionOf(_self, session, heartbeat.Signature.Span))
        {
            Refuse(_self, Refusal.BadSignature, "a heartbeat under this peer's own source, which it has not signed");
            return;
        }

        if (_awakeSince is { } since && now - since > _options.PeerTimeout) _host.LeaveIdentity("another process speaks under the same source");
    }

    /// <summary>Whether a peer has seen more of our own feed than we have written: what we publish is durable here before (I5).</summary>
    private bool IsAheadOfOurselves(PullMessage pull)
    {
        if (!_feeds.TryGet(_self, out var own)) return false;
        foreach (var entry in pull.Digest)
        {
            if (entry.Source == _self) return !own.TryGetHashAt(entry.Sequence, out var hash) || hash.Prefix != entry.Hash;
        }

        return false;
    }

    /// <summary>
    /// Frozen feeds of whose branches this peer wants evidence: one's own earlier incarnations', to write again what lies beyond; and where neighbours are all that a peer reaches,
    /// everybody's, to be passed on to the author.
    /// </summary>
    private IEnumerable<ForkProof> Wanted() =>
        _feeds.Proofs.All.Where(proof => proof.Source != _self && (proof.Source.Peer == _self.Peer || !_host.ReachesEveryPeer));

    /// <summary>Changes with what evidence of others is of use here; 0 if none is.</summary>
    private ulong WantedEvidence() => Wanted().Aggregate(0UL, static (wanted, proof) => wanted ^ proof.Hash);
}
