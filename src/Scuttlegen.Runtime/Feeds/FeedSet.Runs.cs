using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>
/// Runs: the batches for which one signature vouches (W2), the last of which carries it. Where nothing is signed, each batch is a run. The end of a feed that forked may carry none: then the proof, which is signed,
/// says what the branches follow, and so vouches for it.
/// <para>A run whose rest waits for an admission leaves its beginning in the feed without a signature: it was judged and counts here, but nobody else could be shown so. The digest does not name it. If the rest
/// may not enter, the beginning is taken back with it; and should its author have signed something else meanwhile, having lost what it wrote, the beginning yields.</para>
/// </content>
internal sealed partial class FeedSet
{
    /// <summary>How many of a feed's batches this peer can vouch for to others: up to the last signature, or all if the fork proof, or evidence beyond the end, is signed.</summary>
    public int VouchedCount(Feed feed)
    {
        if (!Signatures.AreDemanded || feed.SignedCount == feed.BatchCount) return feed.BatchCount;
        return IsVouchedForByProof(feed.Source, feed.Head) || Branches.FindSigned(feed.Source, feed.Head) is not null ? feed.BatchCount : feed.SignedCount;
    }

    /// <summary>The last sequence that this peer can vouch for, and the chain hash there.</summary>
    public (ulong Sequence, ChainHash Hash) VouchedEnd(Feed feed)
    {
        var count = VouchedCount(feed);
        return (count == 0 ? 0 : feed[count - 1].Header.LastSequence, feed.HashBefore(count));
    }

    /// <summary>The feeds that go on beyond that.</summary>
    public List<Feed> Unvouched() => _unvouched == 0 ? [] : _feeds.FindAll(feed => VouchedCount(feed) < feed.BatchCount);

    /// <summary>Whether a batch that was vouched for takes the place of others for which nothing vouches.</summary>
    public bool HasToYield(Source source, ulong chainBefore, Batch batch, out Feed feed)
    {
        var before = batch.Header.FirstSequence - 1;
        if (!TryGet(source, out feed) || before < VouchedEnd(feed).Sequence || before >= feed.LastSequence) return false;
        return feed.TryGetHashAt(before, out var hash) && hash.Prefix == chainBefore && !IsSame(feed[feed.FirstBatchAfter(before)], batch);
    }

    /// <summary>Takes off a feed's end, for which nothing vouches.</summary>
    /// <returns>What it was.</returns>
    public List<ChainedBatch> Withdraw(Feed feed, ulong afterSequence)
    {
        TakeOut(feed);
        var withdrawn = feed.Truncate(afterSequence);
        Branches.RemoveAfter(feed.Source, withdrawn);
        PutBack(feed);
        return withdrawn;
    }

    /// <summary>Puts a signature, which was checked, beside a feed's last batch if nothing vouches for that.</summary>
    /// <returns>Whether it was wanted.</returns>
    public bool TrySignLast(Feed feed, Batch batch)
    {
        if (batch.Signature.IsEmpty || batch.Header.LastSequence != feed.LastSequence || VouchedCount(feed) == feed.BatchCount) return false;
        TakeOut(feed);
        feed.SignLast(batch.Signature);
        PutBack(feed);
        return true;
    }

    /// <summary>The index of the last batch of the run that goes on at <paramref name="batch"/>; -1 if nothing is held that vouches for it, so that nobody else could take it.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="batch">The run's first batch, or one within it.</param>
    /// <param name="withProof">Whether whoever is to take it holds the same fork proof, which vouches for the end of a frozen feed.</param>
    public int EndOfRun(Feed feed, int batch, bool withProof)
    {
        if (!Signatures.AreDemanded) return batch;
        var end = feed.FirstSignedFrom(batch);
        return end < 0 && withProof && IsVouchedForByProof(feed.Source, feed.Head) ? feed.BatchCount - 1 : end;
    }

    /// <summary>
    /// The batches from one of a feed's on, up to one that is signed, which may lie beyond the end of a frozen feed; or up to the end of the feed, where only the fork proof vouches for it; empty if nothing
    /// does.
    /// </summary>
    public List<Batch> RunFrom(Feed feed, int first)
    {
        var end = EndOfRun(feed, first, withProof: false);
        var beyond = end < 0 ? Branches.FindSigned(feed.Source, feed.Head) : null;
        if (end < 0 && beyond is null && !IsVouchedForByProof(feed.Source, feed.Head)) return [];
        var run = new List<Batch>();
        for (var i = first; i <= (end < 0 ? feed.BatchCount - 1 : end); i++) run.Add(feed[i]);
        run.AddRange(beyond ?? []);
        return run;
    }

    /// <summary>
    /// Judges a run at the door, in this order: its place and the clocks, its chain, its signature. Nothing changes. Its batches may then be taken one by one; before, nothing of it counts (I3).
    /// </summary>
    /// <param name="source">The author.</param>
    /// <param name="chainBefore">The prefix of the chain hash before the run, as the sender has it.</param>
    /// <param name="run">Its batches, their shape checked.</param>
    /// <param name="waiting">What waits of the feed, outside of it.</param>
    /// <param name="why">Unless admitted: what is wrong.</param>
    /// <returns><see cref="Admission.Admitted"/> if its batches may be taken, be they new, held, another branch or evidence; otherwise what becomes of all of them.</returns>
    public Admission JudgeRun(Source source, ulong chainBefore, ReadOnlySpan<Batch> run, IReadOnlyList<WaitingBatch> waiting, out string why)
    {
        why = "";
        if (!Signatures.AreDemanded)
        {
            if (run[^1].Signature.IsEmpty) return Admission.Admitted;
            why = "it is signed, and in this store nothing is: its author joined it with a key, this peer with AllowUnsigned";
            return Admission.Signed;
        }

        if (!Feed.IsRun(run))
        {
            why = $"no signature stands within {run.Length} batches";
            return Admission.Unsigned;
        }

        // A gap, or another branch: nothing to check a signature against, and nothing that could be admitted.
        if (!TryResolve(source, run[0].Header.FirstSequence - 1, chainBefore, waiting, out var before)) return Judge(source, chainBefore, run, out _, out why);
        var judged = JudgePlace(source, run, waiting, before, out var after, out why);
        if (judged == Admission.Refused) return judged;
        var last = run[^1].Header.LastSequence;
        var isVouchedFor = !TryGet(source, out var feed) || feed.Head != after || VouchedCount(feed) == feed.BatchCount;
        if (isVouchedFor && TryResolve(source, last, after.Prefix, waiting, out var held) && held == after) return judged;
        if (run[^1].Signature.IsEmpty)
        {
            if (IsVouchedForByProof(source, after)) return judged;
            why = "its author has not signed it, and this store takes only what is signed";
            return Admission.Unsigned;
        }

        if (Signatures.Vouch(source, last, after, run[^1].Signature.Span)) return judged;
        why = $"the signature at sequence {last} is not its author's";
        return Admission.BadSignature;
    }

    /// <summary>Whether a proof is held that vouches for a feed up to that chain hash.</summary>
    public bool IsVouchedForByProof(Source source, ChainHash after) => Proofs.Of(source) is { IsSigned: true } proof && proof.Before == after;

    /// <summary>Judges by place and time what a run adds to its feed, as if each batch were taken before the next is judged.</summary>
    private Admission JudgePlace(
        Source source, ReadOnlySpan<Batch> run, IReadOnlyList<WaitingBatch> waiting, ChainHash before, out ChainHash after, out string why)
    {
        var feed = TryGet(source, out var known) ? known : null;
        var (end, time) = waiting.Count > 0 ? (waiting[^1].After, waiting[^1].Batch.Header.LastTime) : (feed?.Head ?? before, feed?.LastTime ?? 0);
        var lastTime = Math.Max(LastTime, time);
        string? notYet = null;
        after = before;
        for (var i = 0; i < run.Length; i++)
        {
            var header = run[i].Header;
            why = i == 0 || (header.FirstSequence == run[i - 1].Header.LastSequence + 1 && header.BaseTime > run[i - 1].Header.LastTime)
                ? WhyNoOrigin(source, header) ?? ""
                : $"sequence {header.FirstSequence} at logical time {header.BaseTime} does not follow sequence {run[i - 1].Header.LastSequence} at {run[i - 1].Header.LastTime}";
            if (why.Length > 0) return Admission.Refused;
            var isNext = after == end && header.LastSequence <= (feed?.Cut ?? ulong.MaxValue);
            after = after.Next(run[i].HeaderBytes, run[i].BodyBytes);

            // What is held, and what lies beyond a cut, is no news to any clock. Nor is what follows a batch that has to wait.
            if (!isNext || notYet is not null) continue;
            var judged = JudgeNext(source, header, time, lastTime, isStored: false, out why);
            if (judged == Admission.Refused) return judged;
            if (judged == Admission.NotYet) notYet = why;
            (end, time, lastTime) = (after, header.LastTime, Math.Max(lastTime, header.LastTime));
        }

        why = notYet ?? "";
        return notYet is null ? Admission.Admitted : Admission.NotYet;
    }

    /// <summary>A batch of a feed as a branch of it, and what vouches for it here; <see langword="null"/> if nothing is held that does.</summary>
    private ForkBranch? BranchFrom(Feed feed, int batch)
    {
        var run = RunFrom(feed, batch).ToArray();
        return run.Length == 0 ? null : VouchedFor(feed.Source, run, after: run[^1] == feed[feed.BatchCount - 1] ? feed.Head : null);
    }

    /// <summary>The first batch of a run that was judged as a branch of its feed.</summary>
    private ForkBranch? BranchOf(Source source, ChainHash before, ReadOnlySpan<Batch> run)
    {
        var after = before;
        foreach (var batch in run) after = after.Next(batch.HeaderBytes, batch.BodyBytes);
        return VouchedFor(source, run, after);
    }

    private ForkBranch? VouchedFor(Source source, ReadOnlySpan<Batch> run, ChainHash? after)
    {
        if (!Signatures.AreDemanded || !run[^1].Signature.IsEmpty) return ForkBranch.Of(run);
        if (after is not { } end || !IsVouchedForByProof(source, end)) return null;
        var continued = Proofs.Of(source)!.One;
        return run.Length + continued.Links.Length <= ForkProof.MaxLinks ? ForkBranch.Of(run, continued) : null;
    }

    /// <summary>The chain hash at a boundary that is held, also by what waits, from its prefix.</summary>
    private bool TryResolve(Source source, ulong sequence, ulong prefix, IReadOnlyList<WaitingBatch> waiting, out ChainHash hash)
    {
        foreach (var batch in waiting)
        {
            hash = batch.After;
            if (batch.Batch.Header.LastSequence == sequence && hash.Prefix == prefix) return true;
        }

        return TryResolve(source, sequence, prefix, out hash);
    }

    /// <summary>The chain hash at a boundary that is held, from its prefix.</summary>
    public bool TryResolve(Source source, ulong sequence, ulong prefix, out ChainHash hash)
    {
        if (TryGet(source, out var feed)) return TryResolve(feed, sequence, prefix, out hash);
        hash = ChainHash.Genesis(_store, source);
        return sequence == 0 && hash.Prefix == prefix;
    }
}
