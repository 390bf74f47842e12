using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Every feed that this peer holds, and the door to them: a batch enters only if it continues its feed in sequence, time and
/// chain (I2, I3, I7), and, where signatures are demanded, if its author's vouches for it.
/// </summary>
internal sealed partial class FeedSet
{
    private readonly StoreId _store;
    private readonly SourceTable _sources;
    private readonly ulong _maxClockLead;

    // Parallel to the source table.
    private readonly List<Feed> _feeds = [];
    private ulong _headsHash;
    private int _unvouched;

    /// <param name="store">The store and room.</param>
    /// <param name="owner">The peer that keeps the feeds: it keeps more evidence of its own.</param>
    /// <param name="sources">Numbers the sources.</param>
    /// <param name="maxClockLead">How far ahead of <see cref="LastTime"/> a batch may be.</param>
    /// <param name="signatures">What vouches for feeds; nothing if <see langword="null"/>.</param>
    public FeedSet(StoreId store, PeerId owner, SourceTable sources, ulong maxClockLead, Signatures? signatures = null)
    {
        Signatures = signatures ?? new Signatures(store, null);
        Branches = new Branches(owner);
        _store = store;
        _sources = sources;
        _maxClockLead = maxClockLead;
    }

    public int Count => _feeds.Count;

    public Feed this[int source] => _feeds[source];

    /// <summary>What vouches for feeds.</summary>
    public Signatures Signatures { get; }

    /// <summary>The highest logical time of any batch admitted.</summary>
    public ulong LastTime { get; private set; }

    /// <summary>
    /// A hash of the digest: equal on two peers that hold the same feeds and proofs, as far as they can vouch for them. The exclusive or of the feeds' chain hashes, each of which commits to
    /// store, source, sequence and content, and of the proofs' hashes.
    /// </summary>
    public ulong DigestHash => _headsHash ^ Proofs.DigestHash;

    /// <summary>Whether a feed goes on beyond what this peer can vouch for (<see cref="VouchedCount"/>), and so beyond the digest.</summary>
    public bool HasUnvouched => _unvouched > 0;

    /// <summary>The proofs that freeze feeds.</summary>
    public ForkProofs Proofs { get; } = new();

    /// <summary>What lies beyond the ends of frozen feeds.</summary>
    public Branches Branches { get; }

    /// <summary>Whether a source is known, or there is room for one more.</summary>
    public bool HasRoomFor(Source source) => _sources.HasRoom || _sources.TryGetIndex(source, out _);

    public Feed GetOrAdd(Source source)
    {
        var index = _sources.GetOrAdd(source);
        if (index == _feeds.Count) _feeds.Add(new Feed(_store, source, index));
        return _feeds[index];
    }

    public bool TryGet(Source source, out Feed feed)
    {
        if (_sources.TryGetIndex(source, out var index))
        {
            feed = _feeds[index];
            return true;
        }

        feed = null!;
        return false;
    }

    /// <summary>Judges a batch at the door; nothing changes.</summary>
    /// <returns>What becomes of it; <see cref="Admission.Evidence"/> if it is evidence that is wanted if there is room.</returns>
    /// <param name="source">The author.</param>
    /// <param name="chainBefore">The prefix of the chain hash before the batch, as the sender has it.</param>
    /// <param name="run">The batch, its shape checked, and what follows it up to the signature that vouches for it (<see cref="JudgeRun"/>).</param>
    /// <param name="isStored">Whether it was admitted before: its clock was judged then, against feeds that may not be loaded yet.</param>
    /// <param name="fork">If it is seen to follow the same chain hash as another batch that is held: the proof, if both are vouched for.</param>
    /// <param name="why">Unless admitted or a duplicate: what is wrong.</param>
    public Admission Judge(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out ForkProof? fork, out string why, bool isStored = false)
    {
        fork = null;
        if (WhyNoOrigin(source, run[0].Header) is { } noOrigin)
        {
            why = noOrigin;
            return Admission.Refused;
        }

        why = "";
        var header = run[0].Header;

        var known = TryGet(source, out var feed);
        var next = known ? feed.LastSequence + 1 : 1;
        if (header.FirstSequence < next) return JudgeHeld(feed, chainBefore, run, out fork, out why);
        if (known && header.LastSequence > feed.Cut)
        {
            why = $"it lies beyond sequence {feed.Cut}, where the feed is frozen";
            return TryResolve(feed, header.FirstSequence - 1, chainBefore, out _) ? Admission.Evidence : Admission.Beyond;
        }

        if (header.FirstSequence > next)
        {
            why = $"sequence {header.FirstSequence} follows {next - 1}";
            return Admission.Gap;
        }

        var head = known ? feed.Head : ChainHash.Genesis(_store, source);
        if (head.Prefix != chainBefore && next == 1)
        {
            why = "the feed begins with another chain hash: it is of another store or source";
            return Admission.Refused;
        }

        if (head.Prefix != chainBefore)
        {
            why = $"the chain before sequence {next} differs";
            return Admission.Fork;
        }

        return JudgeNext(source, header, known ? feed.LastTime : 0, LastTime, isStored, out why);
    }

    /// <summary>Judges a batch, and takes it if it is to be taken.</summary>
    public Admission Admit(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, out ForkProof? fork, out string why, bool isStored = false)
    {
        var admission = Judge(source, chainBefore, run, out fork, out why, isStored);
        if (admission == Admission.Admitted) Append(GetOrAdd(source), run[0]);
        return admission == Admission.Evidence && !TryKeepEvidence(GetOrAdd(source), chainBefore, run[0], isStored) ? Admission.Beyond : admission;
    }

    /// <summary>Appends a batch that follows on the feed's head.</summary>
    public void Append(Feed feed, Batch batch) => Append(feed, batch, feed.Head.Next(batch.HeaderBytes, batch.BodyBytes));

    /// <summary>Appends a batch that follows on the feed's head.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="after">The chain hash after it.</param>
    public void Append(Feed feed, Batch batch, ChainHash after)
    {
        TakeOut(feed);
        feed.Append(batch, after);
        PutBack(feed);
        LastTime = Math.Max(LastTime, batch.Header.LastTime);
    }

    /// <summary>Keeps a proof that is news, and ends the feed where it says: what lies beyond becomes evidence.</summary>
    /// <returns>What lay beyond; <see langword="null"/> if there is no room for another proof.</returns>
    public List<ChainedBatch>? Freeze(ForkProof proof)
    {
        var feed = GetOrAdd(proof.Source);
        TakeOut(feed);
        var beyond = Proofs.TryAdd(proof) ? feed.Freeze(proof.FirstSequence - 1) : null;
        foreach (var batch in beyond ?? []) Branches.Add(feed.Source, batch);
        PutBack(feed);
        return beyond;
    }

    /// <summary>The sources of an author that this peer has met.</summary>
    public IEnumerable<Source> SourcesOf(PeerId author) => _feeds.Select(static feed => feed.Source).Where(source => source.Peer == author);

    /// <summary>Forgets what is held of a feed, and of its branches.</summary>
    /// <returns>What the feed held.</returns>
    public List<ChainedBatch> Drop(Feed feed)
    {
        TakeOut(feed);
        Branches.Remove(feed.Source);
        var dropped = feed.Truncate(0);
        PutBack(feed);
        return dropped;
    }

    /// <summary>The prefix of the chain hash after a batch that is held, in its feed or as evidence.</summary>
    public bool TryGetChainAfter(Source source, ulong chainBefore, Batch batch, out ulong chainAfter)
    {
        chainAfter = 0;
        if (!TryGet(source, out var feed)) return false;
        var index = feed.FirstBatchAfter(batch.Header.FirstSequence - 1);
        if (index < feed.BatchCount && feed.HashBefore(index).Prefix == chainBefore && IsSame(feed[index], batch))
        {
            chainAfter = feed.HashBefore(index + 1).Prefix;
            return true;
        }

        if (!TryResolve(feed, batch.Header.FirstSequence - 1, chainBefore, out var before)) return false;
        chainAfter = before.Next(batch.HeaderBytes, batch.BodyBytes).Prefix;
        return Branches.Contains(source, chainAfter);
    }

    /// <summary>Whether the update of that origin stands in its feed.</summary>
    public bool Holds(Origin origin)
    {
        if (!TryGet(origin.Source, out var feed)) return false;
        var index = feed.FirstBatchAfter(origin.Sequence - 1);
        return index < feed.BatchCount && feed.HashBefore(index + 1).Prefix == origin.Batch;
    }

    /// <summary>Takes out of the digest what a feed contributes to it, while the feed changes.</summary>
    private void TakeOut(Feed feed) => Contribute(feed, -1);

    private void PutBack(Feed feed) => Contribute(feed, 1);

    private void Contribute(Feed feed, int sign)
    {
        var vouched = VouchedCount(feed);
        if (vouched > 0) _headsHash ^= feed.HashBefore(vouched).Prefix;
        if (vouched < feed.BatchCount) _unvouched += sign;
    }

    private static bool IsSame(Batch one, Batch other) => one.HeaderBytes.SequenceEqual(other.HeaderBytes) && one.BodyBytes.SequenceEqual(other.BodyBytes);

    /// <summary>Judges what follows a feed's end in sequence and chain: by the clocks, and by what this version knows (I7).</summary>
    private Admission JudgeNext(Source source, BatchHeader header, ulong feedTime, ulong lastTime, bool isStored, out string why)
    {
        why = "";
        if (header.BaseTime <= feedTime)
        {
            why = $"logical time {header.BaseTime} does not follow {feedTime}";
            return Admission.Refused;
        }

        if (!isStored && header.LastTime > lastTime && header.LastTime - lastTime > _maxClockLead)
            why = $"logical time {header.LastTime} is more than {_maxClockLead} ahead of {lastTime}";
        else if (!isStored && !HasRoomFor(source))
            why = "as many sources are known as there may be";
        else if (header.HasUnknownCritical)
            why = "it carries a critical extension of a newer version";
        return why.Length == 0 ? Admission.Admitted : Admission.NotYet;
    }

    private static string? WhyNoOrigin(Source source, BatchHeader header) => header.Origin is { } origin && !origin.MayBeIssuedBy(source)
        ? $"it re-issues updates of source {origin.Source}, which is not another incarnation of its author"
        : null;

    private Admission JudgeHeld(Feed feed, ulong chainBefore, ReadOnlySpan<Batch> run, out ForkProof? fork, out string why)
    {
        fork = null;
        why = "";
        var first = run[0].Header.FirstSequence;
        var index = feed.FirstBatchAfter(first - 1);
        var before = feed.HashBefore(index);
        var isSamePlace = feed[index].Header.FirstSequence == first && before.Prefix == chainBefore;
        if (isSamePlace && IsSame(feed[index], run[0])) return Admission.Duplicate;

        why = $"another batch stands at sequence {first}";
        if (isSamePlace && BranchFrom(feed, index) is { } ours && BranchOf(feed.Source, before, run) is { } theirs)
            fork = ForkProof.Create(_store, feed.Source, before, ours, theirs);
        return Admission.Fork;
    }

    /// <summary>Keeps what continues a branch of a frozen feed, within the quota; beyond it what was stored, and so was within it, and the one run that vouches for a feed's end.</summary>
    private bool TryKeepEvidence(Feed feed, ulong chainBefore, Batch batch, bool isStored)
    {
        if (!TryResolve(feed, batch.Header.FirstSequence - 1, chainBefore, out var before)) return false;
        TakeOut(feed);
        var isKept = Branches.TryAdd(feed.Source, ChainedBatch.Create(batch, before), isStored || VouchedCount(feed) < feed.BatchCount);
        PutBack(feed);
        return isKept;
    }

    /// <summary>The chain hash at a boundary that is held, in the feed or on a branch, from its prefix.</summary>
    private bool TryResolve(Feed feed, ulong sequence, ulong prefix, out ChainHash hash) =>
        (feed.TryGetHashAt(sequence, out hash) && hash.Prefix == prefix) || Branches.TryGetHash(feed.Source, sequence, prefix, out hash);
}
