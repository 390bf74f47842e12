using System.Collections.Immutable;
using Scuttlegen.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>Whom this peer takes nothing from, and from whom no more for now.</content>
internal sealed partial class Replica<TState>
{
    private readonly Dictionary<PeerId, string> _blocked = [];
    private readonly SourceQuotas _quotas;

    public ImmutableArray<PeerId> Blocked => [.. _blocked.Keys.Order()];

    /// <summary>Takes nothing of an author from now on, and removes what was taken.</summary>
    /// <exception cref="ArgumentException">It is this peer's own.</exception>
    public void Block(PeerId author, string reason)
    {
        if (author == Self.Peer) throw new ArgumentException("A store cannot block its own peer.", nameof(author));
        if (!_blocked.TryAdd(author, reason)) return;
        var removed = 0;
        NoteUnmerged();
        foreach (var source in _feeds.SourcesOf(author))
        {
            var feed = _feeds.GetOrAdd(source);
            var dropped = _feeds.Drop(feed);
            TakeBack(feed, dropped);
            _waitingRoom?.Remove(source);
            _unkept.Remove(source);
            removed += dropped.Sum(static batch => batch.Batch.Header.Count);
        }

        Raise(new PeerBlocked(author, reason, removed));
    }

    /// <summary>Takes an author's updates again: they are asked for.</summary>
    public void Unblock(PeerId author)
    {
        if (_blocked.Remove(author)) _gossip.FramesLost(_now);
    }

    Admission IGossipHost.JudgeRun(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out string why)
    {
        if (_blocked.TryGetValue(source.Peer, out var reason))
        {
            why = $"its author is blocked here: {reason}";
            return Admission.Blocked;
        }

        var judged = _feeds.JudgeRun(source, chainBefore, run, _waitingRoom?.Of(source) ?? [], out why);
        if (judged != Admission.Admitted || source.Peer == Self.Peer) return judged;
        var news = NewsIn(source, run);
        if (_quotas.WhyNot(source, news, _now, out var wait) is { } over)
        {
            _leftAlone.Add(source, wait < _admissionRetry ? _now + wait : _now + _admissionRetry);
            why = over;
            return Admission.OverQuota;
        }

        if (news.IsEmpty || !_leftAlone.Contains(source, _now)) return judged;
        why = "what it continues was held back a moment ago";
        return Admission.NotYet;
    }

    /// <summary>What of a run is neither held nor beyond the end of a frozen feed, where evidence has quotas of its own.</summary>
    private ReadOnlySpan<Batch> NewsIn(Source source, ReadOnlySpan<Batch> run)
    {
        var isKnown = _feeds.TryGet(source, out var feed);
        var held = _waitingRoom?.Of(source) is [.., var last] ? last.Batch.Header.LastSequence : isKnown ? _feeds.VouchedEnd(feed).Sequence : 0;
        while (run.Length > 0 && run[0].Header.FirstSequence <= held) run = run[1..];
        return isKnown && feed.Cut != ulong.MaxValue ? [] : run;
    }
}
