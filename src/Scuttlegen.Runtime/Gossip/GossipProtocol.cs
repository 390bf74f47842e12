using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>
/// Scuttlebutt gossip as a state machine: frames and ticks in, frames and events out; no clock, thread or socket. Live batches are
/// broadcast; whatever is missing, for whatever reason, is pulled by digest until nothing is.
/// (R. van Renesse et al., "Efficient Reconciliation and Flow Control for Anti-Entropy Protocols", 2008.)
/// </summary>
internal sealed partial class GossipProtocol
{
    private const int FrameOverhead = Frame.MaxHeadBytes + 64;

    // Replies are held until they are sent: beyond it pulls go unanswered, and are asked again after their timeout.
    private const int MaxReplyBytesPerTurn = 32 * 1024 * 1024;

    private readonly StoreId _store;
    private readonly FeedSet _feeds;
    private readonly GossipOptions _options;
    private readonly IGossipHost _host;
    private readonly ChainHash _fingerprint;
    private readonly string? _name;
    private readonly Random _random;
    private readonly OccurrenceCounts<(Source? Peer, Refusal Refusal)> _refusals = new(static key => (null, key.Refusal));

    // Sources whose next batch had to wait in the pull under way: their batches must not fill every answer.
    private readonly HashSet<Source> _excluded = [];
    private readonly EvidenceHints _evidenceHints = new();

    private Source _self;

    // Neighbours that had news while another pull was wished for: where one does not stand for all, each is asked in turn. Bounded by MaxPeers.
    private readonly HashSet<Source> _askNext = [];

    private TimeSpan _heartbeatDue;
    private TimeSpan _reconcileDue;
    private PullWish? _wish;
    private PullUnderWay? _pull;
    private uint _lastRequest;
    private int _replyBytes;

    public GossipProtocol(
        StoreId store, Source self, FeedSet feeds, GossipOptions options, ChainHash fingerprint, string? name, IGossipHost host, Random random)
    {
        _store = store;
        _self = self;
        _feeds = feeds;
        _options = options;
        _fingerprint = fingerprint;
        _name = name;
        _host = host;
        _random = random;
        _session = (ulong)random.NextInt64();
        Members = new Membership(options, random);
    }

    public Membership Members { get; }

    public long FramesRefused => _refusals.Total;

    public long PullsStarted { get; private set; }

    private int Budget => Math.Clamp(_host.MaxFrameBytes - FrameOverhead, 0, _options.MaxReplyBytes);

    /// <summary>Whether an answer is awaited: what has arrived so far is merged when the pull is complete.</summary>
    public bool IsPulling => _pull is not null;

    /// <summary>When <see cref="Tick"/> is due next.</summary>
    public TimeSpan NextDeadline
    {
        get
        {
            var due = _heartbeatDue < _reconcileDue ? _heartbeatDue : _reconcileDue;
            if (_wish is { } wish && _pull is null && wish.Due < due) due = wish.Due;
            if (_pull is { } pull && pull.Deadline < due) due = pull.Deadline;
            return due;
        }
    }

    /// <summary>The medium can be reached, for the first time or again: say so at once, and compare with whoever answers.</summary>
    public void Connected(TimeSpan now)
    {
        _heartbeatDue = now;
        _reconcileDue = now + Jitter(_options.PullJitter);
        _pull = null;
    }

    /// <summary>Something was lost on the way: ask for it.</summary>
    public void FramesLost(TimeSpan now) => WishToPull(null, now);

    public void Tick(TimeSpan now)
    {
        _awakeSince ??= now;
        (_replyBytes, _probes) = (0, 0);
        if (now >= _heartbeatDue)
        {
            foreach (var gone in Members.Expire(now)) Left(gone, now);
            SendHeartbeat();
            _heartbeatDue = now + _options.HeartbeatInterval;
        }

        if (_pull is { } pull && now >= pull.Deadline)
        {
            _pull = null;
            WishToPull(null, now);
        }

        if (now >= _reconcileDue)
        {
            WishToPull(null, now);
            _reconcileDue = now + (_options.ReconcileInterval / 2) + Jitter(_options.ReconcileInterval);
        }

        if (_pull is null && _wish is { } wish && now >= wish.Due)
        {
            _wish = null;
            _excluded.Clear();
            foreach (var source in _host.NotNow) Exclude(source);
            _evidenceHints.Clear();
            WishNext(now);
            if ((wish.From ?? Members.PickPartner(_feeds.DigestHash)?.Source) is { } from) StartPull(from, first: null, now);
        }
    }

    /// <summary>Batches that had to wait have entered: neighbours are told that there is news, and what could not wait here is asked for.</summary>
    public void Entered(bool isDrained, TimeSpan now)
    {
        if (!_host.ReachesEveryPeer) SpeakSoon(now);
        if (isDrained) WishToPull(null, now);
    }

    /// <summary>Broadcasts a feed's batches from one on: of one's own that have just become durable, or of another's that are news here.</summary>
    public void Publish(Feed feed, int firstBatch)
    {
        var room = _host.MaxFrameBytes - FrameOverhead - Section.MaxHeadBytes;
        var batch = firstBatch;
        while (batch < feed.BatchCount)
        {
            var (first, bytes) = (batch, 0);
            do bytes += Section.SizeOf(feed[batch++]);
            while (batch < feed.BatchCount && bytes + Section.SizeOf(feed[batch]) <= room);
            _host.Send(null, LiveMessage.ToFrame(_store, _self, new Section(feed, first, batch - first)));
        }
    }

    /// <summary>Says good-bye, so that others need not wait for the timeout.</summary>
    public void Leave()
    {
        var buffer = new byte[Frame.MaxHeadBytes + 1];
        var writer = new CborWriter(buffer);
        Frame.WriteHead(ref writer, _store, _self, MessageType.Leave);
        writer.WriteArrayHeader(0);
        _host.Send(null, writer.Written.ToArray());
    }

    public void Receive(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        Source? sender = null;
        try
        {
            Receive(frame, ref sender, now);
        }
        catch (WireFormatException malformed)
        {
            Refuse(sender, malformed.Error == WireFormatError.TooLarge ? Refusal.TooLarge : Refusal.Undecodable, malformed.Message);
        }
    }

    /// <summary>Counts a refusal and raises its event when it is due.</summary>
    public void Refuse(Source? peer, Refusal refusal, string detail)
    {
        if (_refusals.Count((peer, refusal), out var occurrences)) _host.Raise(new FrameRefused(peer, refusal, detail, occurrences));
    }

    private void Receive(ReadOnlySpan<byte> frame, ref Source? sender, TimeSpan now)
    {
        if (frame.Length > WireLimits.MaxFrameBytes)
            throw new WireFormatException(WireFormatError.TooLarge, 0, $"A frame of {frame.Length} bytes exceeds {WireLimits.MaxFrameBytes}");
        var reader = new CborReader(frame);
        var more = reader.ReadMessageHeader(5);
        var version = reader.ReadUInt32();
        if (version != Frame.ProtocolMajor)
        {
            Refuse(null, Refusal.UnknownVersion, $"it speaks version {version} of the protocol, this peer version {Frame.ProtocolMajor}");
            return;
        }

        var store = reader.ReadStoreId();
        var from = reader.ReadSource();
        sender = from;
        if (store != _store)
        {
            Refuse(from, Refusal.ForeignStore, $"it is for store {store}, this is {_store}");
            return;
        }

        var type = reader.ReadUInt32();

        // A broadcast medium may echo. But whoever else speaks under our name is heard where it shows that there is somebody else.
        if (from == _self && type is not (MessageType.Heartbeat or MessageType.Live or MessageType.Proof)) return;
        switch (type)
        {
            case MessageType.Heartbeat:
                var heartbeat = HeartbeatMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveHeartbeat(from, heartbeat, now);
                break;
            case MessageType.Leave:
                reader.SkipValue();
                EndFrame(ref reader, more);
                if (Members.Remove(from) is { } left) Left(left, now);
                break;
            case MessageType.Pull:
                var pull = PullMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceivePull(from, pull, now);
                break;
            case MessageType.Reply:
                var reply = ReplyMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveReply(from, reply, now);
                break;
            case MessageType.Live:
                var sections = LiveMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveLive(from, sections, now);
                break;
            case MessageType.Probe:
                var probe = ProbeMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveProbe(from, probe);
                break;
            case MessageType.Proof:
                var proofs = ProofMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveProofs(from, proofs);
                break;
            case var _ when (type & 1) != 0:
                Refuse(from, Refusal.UnknownMessage, $"its message type {type} is critical and not known to this version");
                break;
        }
    }

    /// <summary>The whole frame is read before anything is believed (I3).</summary>
    private static void EndFrame(ref CborReader reader, int more)
    {
        reader.SkipValues(more);
        reader.EnsureEnd();
    }

    private void ReceiveHeartbeat(Source from, HeartbeatMessage heartbeat, TimeSpan now)
    {
        if (from == _self)
        {
            ReceiveOwnHeartbeat(heartbeat, now);
            return;
        }

        var (member, isNew, replaced) = Members.Heard(from, now);
        if (replaced is not null) Left(replaced, now);
        member.Name = heartbeat.Name;
        member.DigestHash = heartbeat.DigestHash;
        member.Fingerprint = heartbeat.Fingerprint;
        member.EvidenceHash = heartbeat.EvidenceHash;
        if (isNew)
        {
            _host.Raise(new PeerJoined(from, heartbeat.Name));

            // The newcomer should not have to wait a whole interval to learn of us.
            SpeakSoon(now);
        }

        if (heartbeat.DigestHash != _feeds.DigestHash)
        {
            WishToPull(from, now);
            return;
        }

        _host.Reconciled(from);
        CompareStates(member, heartbeat);
        if (WantedEvidence() is var wanted && wanted != 0 && heartbeat.EvidenceHash != 0 && member.EvidenceTaken != (heartbeat.EvidenceHash, wanted))
            WishToPull(from, now);
    }

    private void Left(Member member, TimeSpan now)
    {
        _host.Raise(new PeerLeft(member.Source, member.Name));

        // Nobody will answer: ask somebody else at once.
        if (_wish is { } wish && wish.From == member.Source) _wish = wish with { From = null };
        if (_pull is not { } pull || pull.From != member.Source) return;
        _pull = null;
        WishToPull(null, now);
    }

    private void ReceivePull(Source from, PullMessage pull, TimeSpan now)
    {
        if (_replyBytes >= MaxReplyBytesPerTurn) return;
        if (IsAheadOfOurselves(pull)) _host.LeaveIdentity("a peer holds what this one never wrote, or no longer knows, under its source");
        var answer = Digests.Respond(_feeds, pull, (int)Math.Min(pull.Budget, (uint)Budget), MaxProofBytes);
        foreach (var feed in answer.Forked) Bisect(feed, from, "the peer's digest names another chain");
        var reply = ReplyMessage.ToFrame(_store, _self, pull.Request, answer.More, answer.Sections, answer.Branches, answer.Proofs);
        _replyBytes += reply.Length;
        _host.Send(from, reply);
        if (answer.AskerIsAhead && IsNews(from, pull)) WishToPull(from, now);
    }

    /// <summary>Whether the asker or we have moved since it was last ahead. If not, what it holds is nothing that we can take: two such peers would pull in circles.</summary>
    private bool IsNews(Source from, PullMessage pull)
    {
        // Whoever sends no heartbeats only takes: it would not answer. If there was no room to note it, it may have sent some.
        if (!Members.TryGet(from, out var member)) return Members.Count >= _options.MaxPeers;
        var theirs = pull.Digest.Aggregate(0UL, static (hash, entry) => hash ^ entry.Hash);
        foreach (var entry in pull.Proofs ?? []) theirs ^= entry.Hash;
        if (member!.LastAhead == (theirs, _feeds.DigestHash)) return false;
        member.LastAhead = (theirs, _feeds.DigestHash);
        return true;
    }

    private void ReceiveReply(Source from, ReplyMessage reply, TimeSpan now)
    {
        var before = _feeds.DigestHash;
        var excluded = _excluded.Count;
        var taken = ReceiveProofs(from, reply.Proofs);
        foreach (var section in reply.Sections) taken += ReceiveSection(from, section, now);
        taken += _excluded.Count - excluded;

        // What was pulled may be much, and neighbours may hold it: they are told that there is news, and pull what they lack.
        if (!_host.ReachesEveryPeer && _feeds.DigestHash != before) SpeakSoon(now);
        if (_pull is not { } pull || pull.Request != reply.Request || pull.From != from) return;

        _pull = null;
        if (reply.More && taken > 0)
        {
            StartPull(from, pull.First, now);
            return;
        }

        // Not while there is more: another pull begins at another branch, and may bring what this one left out.
        if (pull.First is null && !reply.More && Members.TryGet(from, out var member)) member!.EvidenceTaken = pull.Evidence;
        if (pull.End is { } nextPage) StartPull(from, nextPage, now);
        else if (!reply.More && !_host.AwaitsVerdicts) _host.Reconciled(from);
    }

    private void ReceiveLive(Source from, ReceivedSection[] sections, TimeSpan now)
    {
        foreach (var section in sections)
        {
            var first = _feeds.TryGet(section.Source, out var feed) ? feed.BatchCount : 0;
            ReceiveSection(from, section, now);

            // Relayed where neighbours are all that we reach. Only what was admitted just now is: each peer passes a batch on once, so this ends also in a circle. It need not be
            // stored here first: persisting before publishing (I5) keeps a crash from using a sequence again, which only the author could; what we lose, we pull.
            if (!_host.ReachesEveryPeer && _feeds.TryGet(section.Source, out feed)) Publish(feed, first);
        }
    }

    /// <returns>How many of the batches are held now and count, be it that live ones overtook the answer, or are evidence, new or to be named in the next pull.</returns>
    private int ReceiveSection(Source from, ReceivedSection section, TimeSpan now)
    {
        var held = 0;
        var chain = section.ChainBefore;
        foreach (var batch in section.Batches)
        {
            switch (_host.Admit(section.Source, chain, batch, out var chainAfter, out var why))
            {
                case Admission.Admitted:
                case Admission.Duplicate:
                case Admission.Evidence:
                    held++;
                    chain = chainAfter;
                    break;
                case Admission.Beyond:
                    if (chainAfter == 0) return held;
                    chain = chainAfter;
                    if (_feeds.Branches.Contains(section.Source, chainAfter) && _evidenceHints.Note(section.Source, chainAfter)) held++;
                    break;
                case Admission.Gap:
                    WishToPull(null, now);
                    return held;
                case Admission.NotYet:
                    Refuse(from, Refusal.NotYet, $"a batch of source {section.Source:S}: {why}");
                    Exclude(section.Source);
                    return held;
                case Admission.Waiting:
                    Exclude(section.Source);
                    if (chainAfter == 0) return held;
                    chain = chainAfter;
                    break;
                case Admission.Fork:
                    if (_feeds.TryGet(section.Source, out var feed)) Bisect(feed, from, why);
                    return held;
                default:
                    Refuse(from, Refusal.BadBatch, $"a batch of source {section.Source:S}: {why}");
                    return held;
            }
        }

        return held;
    }

    private void Exclude(Source source)
    {
        if (_excluded.Count < PullMessage.MaxExcluded) _excluded.Add(source);
    }

    private void SpeakSoon(TimeSpan now)
    {
        var soon = now + Jitter(_options.PullJitter);
        if (soon < _heartbeatDue) _heartbeatDue = soon;
    }

    private void StartPull(Source from, Source? first, TimeSpan now)
    {
        var message = Digests.Ask(_feeds, ++_lastRequest, Budget, first, _excluded, _evidenceHints, [.. Wanted().Select(static proof => proof.Source)], _host.MaxFrameBytes);
        var evidence = Members.TryGet(from, out var member) ? (member!.EvidenceHash, WantedEvidence()) : default;
        _pull = new PullUnderWay(from, message.Request, first, message.End, evidence, now + _options.PullTimeout);
        PullsStarted++;
        _host.Send(from, message.ToFrame(_store, _self));
    }

    private void WishToPull(Source? from, TimeSpan now)
    {
        if (_wish is null) _wish = new PullWish(from, now + Jitter(_options.PullJitter));
        else if (!_host.ReachesEveryPeer && from is { } other && other != _wish.Value.From && _askNext.Count < _options.MaxPeers) _askNext.Add(other);
    }

    private void WishNext(TimeSpan now)
    {
        // Who has left would take its time not to answer; who is back says so.
        _askNext.RemoveWhere(peer => !Members.TryGet(peer, out var member) || member!.DigestHash == _feeds.DigestHash);
        if (_askNext.Count == 0) return;
        var next = _askNext.First();
        _askNext.Remove(next);
        WishToPull(next, now);
    }

    private TimeSpan Jitter(TimeSpan longest) => longest * _random.NextDouble();

    private readonly record struct PullWish(Source? From, TimeSpan Due);

    private readonly record struct PullUnderWay(
        Source From, uint Request, Source? First, Source? End, (ulong Theirs, ulong Wanted) Evidence, TimeSpan Deadline);
}
