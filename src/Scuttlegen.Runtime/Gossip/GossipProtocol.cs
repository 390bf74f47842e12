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

    private readonly StoreId _store;
    private readonly FeedSet _feeds;
    private readonly GossipOptions _options;
    private readonly Quotas _quotas;
    private readonly PeerQuotas _peerQuotas;
    private readonly IGossipHost _host;
    private readonly ChainHash _fingerprint;
    private readonly string? _name;
    private readonly Random _random;
    private readonly OccurrenceCounts<(Source? Peer, Refusal Refusal)> _refusals = new(static key => (null, key.Refusal));

    private readonly Dictionary<Refusal, long> _refusedFor = [];

    private Source _self;
    private ReadOnlyMemory<byte> _sessionSignature;

    private TimeSpan _heartbeatDue;
    private TimeSpan _reconcileDue;

    public GossipProtocol(
        StoreId store, Source self, FeedSet feeds, GossipOptions options, Quotas quotas, ChainHash fingerprint, string? name, IGossipHost host, Random random, byte[] secret)
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
        _sessionSignature = feeds.Signatures.SignSession(self, _session);
        _quotas = quotas;
        _peerQuotas = new PeerQuotas(quotas, options.MaxPeers, random);
        _addresses = new Addresses(secret, options.MaxPeers, random);
        Members = new Membership(options, random);
    }

    public Membership Members { get; }

    public long FramesRefused => _refusals.Total;

    public IReadOnlyDictionary<Refusal, long> FramesRefusedFor => new Dictionary<Refusal, long>(_refusedFor);

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
        var room = _host.MaxFrameBytes - FrameOverhead;
        for (var batch = firstBatch; batch < feed.BatchCount;)
        {
            var (section, size) = (new Section(feed, batch, 0), Section.MaxHeadBytes);
            while (batch < feed.BatchCount && _feeds.EndOfRun(feed, batch, withProof: false) is var end and >= 0)
            {
                var run = new Section(feed, batch, end + 1 - batch).Size - Section.MaxHeadBytes;
                if (section.Count > 0 && size + run > room) break;
                (section, size, batch) = (section with { Count = end + 1 - section.First }, size + run, end + 1);
            }

            // What nothing vouches for nobody would take.
            if (section.Count == 0) return;
            _host.Send(null, LiveMessage.ToFrame(_store, _self, section));
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
        _refusedFor[refusal] = _refusedFor.GetValueOrDefault(refusal) + 1;
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

        if (!_peerQuotas.TryReceive(from, frame.Length, now))
        {
            Refuse(from, Refusal.OverQuota, $"it sends more than {_quotas.ReceivedBytesPerSecond} bytes a second ({nameof(Quotas)}.{nameof(Quotas.ReceivedBytesPerSecond)})");
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
            case MessageType.Greeting:
                var greeting = GreetingMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveGreeting(from, greeting, now);
                break;
            case MessageType.Probe:
                var probe = ProbeMessage.Read(ref reader);
                EndFrame(ref reader, more);
                ReceiveProbe(from, probe, now);
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

    private void SpeakSoon(TimeSpan now)
    {
        var soon = now + Jitter(_options.PullJitter);
        if (soon < _heartbeatDue) _heartbeatDue = soon;
    }

    private TimeSpan Jitter(TimeSpan longest) => longest * _random.NextDouble();
}
