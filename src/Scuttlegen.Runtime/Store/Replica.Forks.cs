using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>
/// Forks and identity: feeds that end where their branches part (I6), one's own source that is left when somebody else wrote under it (I5), and what was cut off
/// one's own earlier feeds, written again.
/// </content>
internal sealed partial class Replica<TState>
{
    // What one turn re-issues; the rest follows in the next ones.
    private const long MaxReissuedBytesPerTurn = 4 * 1024 * 1024;

    private readonly Func<ulong> _newIncarnation;
    private readonly Reissues _reissues = new();
    private readonly List<StoredProof> _unrecordedProofs = [];

    // What stands in feeds beyond what is vouched for: a run each at most, and not worth storing before.
    private readonly Dictionary<Source, List<StoredBatch>> _unkept = [];

    // Frozen feeds, by source: the history still holds what lies beyond that sequence.
    private readonly Dictionary<int, ulong> _cuts = [];
    private bool _hasUnrecordedSelf;
    private bool _mayHaveToReissue;

    /// <summary>The source and the proofs to record before anything else is stored; <see langword="null"/> if nothing changed.</summary>
    public (Source Self, ImmutableArray<StoredProof> Proofs)? Unrecorded =>
        _hasUnrecordedSelf || _unrecordedProofs.Count > 0 ? (Self, [.. _unrecordedProofs]) : null;

    private bool HasUnmerged => _staged.Count > 0 || _cuts.Count > 0 || _reissues.HasUnjudged;

    /// <summary>Takes back a proof that was recorded before. Call it before <see cref="Load"/>, so that batches find their feeds' ends.</summary>
    /// <exception cref="InvalidDataException">It is no proof.</exception>
    public void LoadProof(StoredProof stored)
    {
        try
        {
            var proof = ForkProof.Read(stored.Record.Span, StoreId);
            if (!proof.IsVouchedFor(_feeds.Signatures)) throw new InvalidDataException($"The stored fork proof of source {stored.Source} is not signed as this store demands.");
            if (proof.Source != stored.Source) throw new InvalidDataException($"The stored fork proof of source {stored.Source} is one of {proof.Source}.");
            if (_feeds.Proofs.IsNews(proof)) _feeds.Freeze(proof);
            _mayHaveToReissue |= proof.Source.Peer == Self.Peer;
        }
        catch (WireFormatException malformed)
        {
            throw new InvalidDataException($"The stored fork proof of source {stored.Source} is damaged: {malformed.Message}", malformed);
        }
    }

    public bool Adopt(ForkProof proof, Source from)
    {
        if (!_feeds.Proofs.IsNews(proof)) return false;
        _gossip.ReportFork(proof.Source, from, $"its branches part at sequence {proof.FirstSequence}");
        return Adopt(proof);
    }

    /// <summary>Goes on under a new random incarnation. What is not stored yet is moved there; the old feed is from now on one of others'.</summary>
    public void LeaveIdentity(string reason)
    {
        var (old, oldIndex) = (Self, _self);
        var durable = _feeds[oldIndex].LastSequence;
        Self = old with { Incarnation = _newIncarnation() };
        _self = _feeds.GetOrAdd(Self).Index;
        _hasUnrecordedSelf = true;
        _unheard = null;
        _outbox.MoveTo(ChainHash.Genesis(StoreId, Self));
        var moved = MoveUnstored(oldIndex, old, durable);
        _gossip.Rename(Self);
        Raise(new IncarnationChanged(old, Self, reason, moved));
    }

    /// <summary>Updates that nobody else has seen keep their times and order, and change their source.</summary>
    private ImmutableArray<RestampedUpdate> MoveUnstored(int oldIndex, Source old, ulong durable)
    {
        var entries = new List<LogEntry>();
        var stamps = ImmutableArray.CreateBuilder<RestampedUpdate>();
        _log.Remove(entry =>
        {
            if (entry.Source != oldIndex || entry.Sequence <= durable) return false;
            stamps.Add(new RestampedUpdate(new Stamp(entry.Time, old), new Stamp(entry.Time, Self)));
            return true;
        });
        _decoder.Truncate(oldIndex, durable);
        if (stamps.Count == 0) return [];

        // Decoded anew: in another feed a verifier may judge otherwise, and every receiver will.
        while (entries.Count < stamps.Count)
        {
            var batch = _outbox.Find((ulong)entries.Count + 1) ?? throw new InvalidOperationException($"Update {entries.Count + 1} of the new source {Self} was not moved to it.");
            _decoder.Decode(batch, Self, _self, entries);
        }

        _log.Merge(CollectionsMarshal.AsSpan(entries));
        foreach (var (origin, time, sequence) in _reissues.Remove(oldIndex, durable)) _reissues.Add(origin, new Stamp(time, Self), _self, sequence - durable);
        Merges++;
        return stamps.ToImmutable();
    }

    /// <summary>Takes a proof that this peer found itself, and tells everybody.</summary>
    private bool Found(ForkProof proof, string detail)
    {
        _gossip.ReportFork(proof.Source, Self, detail);
        if (!Adopt(proof)) return false;
        _gossip.Publish(proof);
        return true;
    }

    private bool Adopt(ForkProof proof)
    {
        if (!_feeds.Proofs.IsNews(proof)) return false;
        if (!_feeds.HasRoomFor(proof.Source))
        {
            _gossip.Refuse(null, Refusal.NotYet, $"a fork proof of source {proof.Source:S}: as many sources are known as there may be");
            return false;
        }

        if (proof.Source == Self) LeaveIdentity("its feed has two branches");
        var feed = _feeds.GetOrAdd(proof.Source);
        var cut = feed.Cut;
        NoteUnmerged();
        if (_feeds.Freeze(proof) is not { } beyond)
        {
            _gossip.Refuse(null, Refusal.TooLarge, $"there is no room for another fork proof, of source {proof.Source:S}");
            return false;
        }

        _unrecordedProofs.Add(new StoredProof(proof.Source, proof.Bytes));
        _mayHaveToReissue |= proof.Source.Peer == Self.Peer;
        if (feed.Cut == cut) return true;
        TakeBack(feed, beyond);
        Raise(new FeedFrozen(feed.Source, feed.Cut, beyond.Sum(static batch => batch.Batch.Header.Count)));
        return true;
    }

    /// <summary>What nothing vouches for is taken back: what would is held back by an admission, or its author has signed something else.</summary>
    private void Yield(Feed feed, ulong afterSequence)
    {
        NoteUnmerged();
        var withdrawn = _feeds.Withdraw(feed, afterSequence);
        TakeBack(feed, withdrawn);

        // It followed what is gone now.
        _waitingRoom?.Remove(feed.Source);
        if (_unkept.TryGetValue(feed.Source, out var unkept)) unkept.RemoveAll(batch => BatchHeader.Read(batch.Header.Span).FirstSequence > afterSequence);
        Raise(new UpdatesWithdrawn(feed.Source, feed.LastSequence, withdrawn.Sum(static batch => batch.Batch.Header.Count)));
    }

    /// <summary>Has a batch stored, once something vouches for it, and what it follows before it.</summary>
    private void Keep(StoredBatch batch)
    {
        if (_feeds.TryGet(batch.Source, out var feed) && _feeds.VouchedCount(feed) < feed.BatchCount)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_unkept, batch.Source, out _) ??= []).Add(batch);
            return;
        }

        if (_unkept.Remove(batch.Source, out var before)) Unstored.AddRange(before);
        Unstored.Add(batch);
    }

    /// <summary>Takes out of the history what no longer stands in a feed.</summary>
    private void TakeBack(Feed feed, List<ChainedBatch> removed)
    {
        if (removed.Count == 0) return;
        _staged.RemoveAll(entry => entry.Source == feed.Index && entry.Sequence > feed.LastSequence);
        _decoder.Truncate(feed.Index, feed.LastSequence);

        // Cut twice in one turn, with batches of the other branch taken in between: the history still holds what stood beyond the first cut.
        _cuts[feed.Index] = Math.Min(feed.LastSequence, _cuts.GetValueOrDefault(feed.Index, ulong.MaxValue));
        _reissues.Remove(feed.Index, feed.LastSequence);
        foreach (var batch in removed) _reissues.Changed(feed.Source, batch.After.Prefix);
    }

    /// <summary>What <see cref="Unrecorded"/> held is durable.</summary>
    public void Recorded()
    {
        _unrecordedProofs.Clear();
        _hasUnrecordedSelf = false;
    }

    private void NoteUnmerged()
    {
        if (!HasUnmerged) _stagedSince = _now;
    }

    /// <summary>Writes again what lies on cut branches of one's own earlier feeds, and was neither written again nor stands anywhere.</summary>
    private void Reissue()
    {
        _mayHaveToReissue = false;
        foreach (var proof in _feeds.Proofs.All)
        {
            if (proof.Source.Peer != Self.Peer) continue;
            var stamps = ImmutableArray.CreateBuilder<RestampedUpdate>();
            foreach (var branch in _feeds.Branches.Of(proof.Source))
            {
                if (_outbox.PendingBytes < MaxReissuedBytesPerTurn) Reissue(proof.Source, branch, stamps);
                else _mayHaveToReissue = true;
            }

            if (stamps.Count > 0) Raise(new UpdatesReissued(proof.Source, stamps.ToImmutable()));
        }
    }

    private void Reissue(Source source, ChainedBatch branch, ImmutableArray<RestampedUpdate>.Builder stamps)
    {
        var header = branch.Batch.Header;

        // What it means is for a newer version to say, or for a key to come.
        if (header.HasUnknownCritical) return;
        var first = header.Origin ?? new Origin(source, branch.After.Prefix, header.FirstSequence);
        if (_encryption.TryOpen(source, branch.Batch, out var updates, out _) != Opening.Open) return;
        for (var origin = first; updates.MoveNext(); origin = origin with { Sequence = origin.Sequence + 1 })
        {
            if (_reissues.Exists(origin) || _feeds.Holds(origin)) continue;

            // No peer of ours writes more; beside an origin it might not fit a batch.
            if (updates.Payload.Length > WireLimits.MaxPayloadBytes) continue;
            if (_outbox.IsFull) return;
            var stamp = new Stamp(NextTime(), Self);
            var kind = updates.Kinds[updates.Kind];
            NoteUnmerged();
            _outbox.Reissue(origin, kind, stamp.Time, updates.WallClock, updates.Payload);
            _staged.Add(_decoder.Decode(kind, updates.Payload, stamp, _outbox.LastSequence, updates.WallClock, _self));
            _reissues.Add(origin, stamp, _self, _outbox.LastSequence);
            stamps.Add(new RestampedUpdate(new Stamp(updates.Time, source), stamp));
        }
    }

    private void MergeStaged(HashSet<(int Source, ulong Sequence)>? opened = null)
    {
        ReplaceTurned(_log.Replace, opened);
        Merges++;
        TellHalt();
    }

    /// <summary>Merges what is staged, and with it re-issues whose verdict has turned, and what can be read only now; what lies beyond cuts is removed.</summary>
    private void ReplaceTurned(Replacing replace, HashSet<(int Source, ulong Sequence)>? opened = null)
    {
        var turned = _reissues.Judge(_feeds);
        if (turned.Count > 0 || _reissues.HasVoid)
        {
            foreach (ref var entry in CollectionsMarshal.AsSpan(_staged))
            {
                turned.Remove((entry.Source, entry.Sequence));
                if (_reissues.IsVoid(entry.Source, entry.Sequence)) entry = Void(entry);
            }

        }

        if (opened is not null)
        {
            _staged.RemoveAll(entry => opened.Contains((entry.Source, entry.Sequence)));
            turned.UnionWith(opened);
        }

        if (turned.Count > 0 || _cuts.Count > 0)
        {
            AddTurned(turned);
            replace(
                entry => (_cuts.TryGetValue(entry.Source, out var last) && entry.Sequence > last) || turned.Contains((entry.Source, entry.Sequence)),
                CollectionsMarshal.AsSpan(_staged));
        }
        else
        {
            _log.Merge(CollectionsMarshal.AsSpan(_staged));
        }

        _cuts.Clear();
        _staged.Clear();
        if (_staged.Capacity > MaxIdleStaged) _staged.Capacity = MaxIdleStaged;
    }

    private delegate void Replacing(Predicate<LogEntry> match, Span<LogEntry> incoming);

    /// <summary>Stages updates that the history holds again, as they are read and judged now.</summary>
    private void AddTurned(HashSet<(int Source, ulong Sequence)> turned)
    {
        var decoded = new List<LogEntry>();
        Batch? last = null;
        foreach (var (source, sequence) in turned.Order())
        {
            var batch = Find(source, sequence);
            if (batch != last)
            {
                decoded.Clear();
                _decoder.Decode(batch, _sources[source], source, decoded);
                last = batch;
            }

            var entry = decoded[(int)(sequence - batch.Header.FirstSequence)];
            _staged.Add(_reissues.IsVoid(source, sequence) ? Void(entry) : entry);
        }
    }

    private Batch Find(int source, ulong sequence)
    {
        var feed = _feeds[source];
        if (sequence <= feed.LastSequence) return feed[feed.FirstBatchAfter(sequence - 1)];
        return (source == _self ? _outbox.Find(sequence) : null)
            ?? throw new InvalidOperationException($"Update {sequence} of source {feed.Source} is in the history but in no feed.");
    }

    private ulong NextTime()
    {
        var time = Math.Max(_lastLocalTime, Math.Max(_feeds.LastTime, _outbox.LastTime));
        return time < ulong.MaxValue - 1 ? time + 1 : throw new OverflowException("The logical clock is exhausted: no later update can be stamped.");
    }

    private static LogEntry Void(LogEntry entry) => new(null, LogEntry.NoKind, entry.Time, entry.Sequence, entry.WallClock, entry.Source);
}
