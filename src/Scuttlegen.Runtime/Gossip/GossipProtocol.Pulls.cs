using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>Anti-entropy: asking others for what is missing, and answering them.</content>
internal sealed partial class GossipProtocol
{
    // Replies are held until they are sent: beyond it pulls go unanswered, and are asked again after their timeout.
    private const int MaxReplyBytesPerTurn = 32 * 1024 * 1024;

    // Sources whose next batch had to wait in the pull under way: their batches must not fill every answer.
    private readonly HashSet<Source> _excluded = [];
    private readonly EvidenceHints _evidenceHints = new();

    // Neighbours that had news while another pull was wished for: where one does not stand for all, each is asked in turn. Bounded by MaxPeers.
    private readonly HashSet<Source> _askNext = [];

    private PullWish? _wish;
    private PullUnderWay? _pull;
    private uint _pulls;
    private int _replyBytes;

    public long PullsStarted { get; private set; }

    private int Budget => Math.Clamp(_host.MaxFrameBytes - FrameOverhead, 0, _options.MaxReplyBytes);

    /// <summary>Whether an answer is awaited: what has arrived so far is merged when the pull is complete.</summary>
    public bool IsPulling => _pull is not null;

    private void ReceivePull(Source from, PullMessage pull, TimeSpan now)
    {
        if (_replyBytes >= MaxReplyBytesPerTurn || !IsProven(from, pull.Token) || !MayAnswer(from, now)) return;
        if (pull.Digest.Length > _quotas.MaxDigestSources)
        {
            Refuse(from, Refusal.OverQuota, $"its digest names {pull.Digest.Length} sources, more than {_quotas.MaxDigestSources} ({nameof(Quotas)}.{nameof(Quotas.MaxDigestSources)})");
            return;
        }

        if (!_feeds.Signatures.AreDemanded && IsAheadOfOurselves(pull)) _host.LeaveIdentity("a peer holds what this one never wrote, or no longer knows, under its source");
        var answer = Digests.Respond(_feeds, pull, (int)Math.Min(pull.Budget, (uint)Budget), MaxProofBytes);
        foreach (var feed in answer.Forked) Bisect(feed, from, "the peer's digest names another chain", now);
        var reply = ReplyMessage.ToFrame(_store, _self, pull.Request, answer.More, answer.Sections, answer.Branches, answer.Proofs);
        Answer(from, reply, now);
        if (answer.AskerIsAhead && IsNews(from, pull)) WishToPull(from, now);
    }

    private bool MayAnswer(Source from, TimeSpan now)
    {
        if (_peerQuotas.MaySend(from, now)) return true;
        Refuse(from, Refusal.OverQuota, $"it asks for more than {_quotas.SentBytesPerSecond} bytes a second ({nameof(Quotas)}.{nameof(Quotas.SentBytesPerSecond)})");
        return false;
    }

    private void Answer(Source from, byte[] frame, TimeSpan now)
    {
        _replyBytes += frame.Length;
        _peerQuotas.Sent(from, frame.Length, now);
        _host.Send(from, frame);
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
        if (_pull is not { } pull || pull.IsGreeting || pull.Request != reply.Request || pull.From != from) return;

        _pull = null;
        if (reply.More && taken > 0)
        {
            StartPull(from, pull.First, now, onlyNamed: pull.OnlyNamed);
            return;
        }

        // More sources of which nothing can be taken than can be excluded must not keep those out that are known already.
        if (reply.More && _excluded.Count == PullMessage.MaxExcluded && !pull.OnlyNamed)
        {
            StartPull(from, pull.First, now, onlyNamed: true);
            return;
        }

        // Not while there is more: another pull begins at another branch, and may bring what this one left out.
        if (pull.First is null && !reply.More && Members.TryGet(from, out var member)) member!.EvidenceTaken = pull.Evidence;
        if (pull.End is { } nextPage) StartPull(from, nextPage, now);
        else if (!reply.More && !_host.AwaitsVerdicts) _host.Reconciled(from);
    }

    private void StartPull(Source from, Source? first, TimeSpan now, bool isRestarted = false, bool onlyNamed = false)
    {
        // A digest may be long, and goes to nobody who has not asked for it.
        if (!_addresses.IsProven(from))
        {
            _pull = new PullUnderWay(from, Request: 0, first, End: null, default, now + _options.PullTimeout) { IsGreeting = true };
            Greet(from, shown: null, asks: true);
            return;
        }

        var message = Digests.Ask(_feeds, _addresses.DrawRequest(++_pulls), Budget, first, _excluded, _evidenceHints, [.. Wanted().Select(static proof => proof.Source)], _host.MaxFrameBytes) with { Token = _addresses.TokenOf(from), OnlyNamed = onlyNamed };
        var evidence = Members.TryGet(from, out var member) ? (member!.EvidenceHash, WantedEvidence()) : default;
        _pull = new PullUnderWay(from, message.Request, first, message.End, evidence, now + _options.PullTimeout) { IsRestarted = isRestarted, OnlyNamed = onlyNamed };
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

    private readonly record struct PullWish(Source? From, TimeSpan Due);

    private readonly record struct PullUnderWay(
        Source From, uint Request, Source? First, Source? End, (ulong Theirs, ulong Wanted) Evidence, TimeSpan Deadline)
    {
        /// <summary>Whether it waits for the other's token: nothing was asked yet.</summary>
        public bool IsGreeting { get; init; }

        /// <summary>Whether it was asked again with another token, which happens once.</summary>
        public bool IsRestarted { get; init; }

        /// <summary>Whether it asks for nothing but what its digest names.</summary>
        public bool OnlyNamed { get; init; }
    }
}
