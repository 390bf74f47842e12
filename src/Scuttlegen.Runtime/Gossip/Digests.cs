using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>Asks for and answers with what a digest lacks.</summary>
internal static class Digests
{
    // A forged proof that the asker has no room for must not keep batches out of every answer.
    private const int ProofsShareOfBudget = 2;

    /// <summary>
    /// A pull for everything from <paramref name="first"/> on, or for as many sources as fit a frame; the message's <see cref="PullMessage.End"/>
    /// says where the next one begins.
    /// </summary>
    /// <param name="feeds">What is held.</param>
    /// <param name="request">The pull's number.</param>
    /// <param name="budget">How many bytes the answer may have.</param>
    /// <param name="first">The first source to ask for.</param>
    /// <param name="excluded">Sources of which nothing can be taken at the moment.</param>
    /// <param name="hints">Evidence that earlier answers brought in vain.</param>
    /// <param name="wanted">Frozen feeds of whose branches the first page asks for evidence.</param>
    /// <param name="maxFrameBytes">What a frame may have.</param>
    public static PullMessage Ask(
        FeedSet feeds, uint request, int budget, Source? first, IReadOnlyCollection<Source> excluded, EvidenceHints hints, IReadOnlyList<Source> wanted, int maxFrameBytes)
    {
        var branches = first is null ? AskForBranches(feeds.Branches, request, hints, wanted) : [];
        var entries = new SortedDictionary<Source, (DigestEntry? Feed, ProofEntry? Proof)>();
        for (var i = 0; i < feeds.Count; i++)
        {
            var feed = feeds[i];
            var (sequence, hash) = feeds.VouchedEnd(feed);
            if (sequence > 0 && IsFrom(first, feed.Source)) entries.Add(feed.Source, (new DigestEntry(feed.Source, sequence, hash.Prefix), null));
        }

        foreach (var proof in feeds.Proofs.All)
        {
            if (IsFrom(first, proof.Source))
                entries[proof.Source] = (entries.GetValueOrDefault(proof.Source).Feed, new ProofEntry(proof.Source, proof.Hash));
        }

        var taken = branches.Sum(static entry => BranchEntry.MaxHeadBytes + (9 * entry.Hashes.Length)) + (excluded.Count * CborSize.Source);
        var room = maxFrameBytes - Frame.MaxHeadBytes - 160 - taken;
        var (digest, proofs) = (new List<DigestEntry>(), new List<ProofEntry>());
        Source? end = null;
        foreach (var (source, (feed, proof)) in entries)
        {
            room -= (feed is null ? 0 : DigestEntry.MaxBytes) + (proof is null ? 0 : ProofEntry.MaxBytes);
            if ((room < 0 && digest.Count + proofs.Count > 0) || digest.Count == PullMessage.MaxSources)
            {
                end = source;
                break;
            }

            if (feed is { } held) digest.Add(held);
            if (proof is { } known) proofs.Add(known);
        }

        return new PullMessage(request, (uint)budget, first, end, [.. digest]) { Proofs = [.. proofs], Excluded = [.. excluded], Branches = branches };
    }

    /// <summary>What an answer to a pull holds.</summary>
    /// <param name="Proofs">Fork proofs that the asker lacks.</param>
    /// <param name="Sections">Batches that the asker lacks: oldest first, per source contiguous.</param>
    /// <param name="Branches">Evidence that the asker wants and lacks: per branch contiguous.</param>
    /// <param name="More">Whether the budget left something out.</param>
    /// <param name="AskerIsAhead">Whether the asker holds something that we lack.</param>
    /// <param name="Forked">Feeds of which the asker holds another branch.</param>
    public readonly record struct Answer(
        List<ForkProof> Proofs, List<Section> Sections, List<BranchSection> Branches, bool More, bool AskerIsAhead, List<Feed> Forked);

    /// <summary>
    /// Gathers what the asker lacks, up to <paramref name="budget"/> bytes but at least one proof or run, so that a pull always advances. Proofs of more than
    /// <paramref name="maxProofBytes"/> do not fit a frame.
    /// </summary>
    public static Answer Respond(FeedSet feeds, PullMessage pull, int budget, int maxProofBytes = int.MaxValue)
    {
        var held = new Dictionary<Source, DigestEntry>(pull.Digest.Length);
        foreach (var entry in pull.Digest) held.Add(entry.Source, entry);
        var excluded = pull.Excluded.ToHashSet();

        var forked = new List<Feed>();
        var askerIsAhead = false;
        var next = new PriorityQueue<(Feed Feed, int Batch), ulong>();
        for (var i = 0; i < feeds.Count; i++)
        {
            var feed = feeds[i];
            if (!pull.Covers(feed.Source)) continue;
            if (!held.Remove(feed.Source, out var entry) && pull.OnlyNamed) continue;

            // Beyond a cut nobody has anything that counts: whoever goes on there lacks the proof.
            if (entry.Sequence > feed.Cut) continue;
            if (entry.Sequence > feeds.VouchedEnd(feed).Sequence)
            {
                askerIsAhead = true;
                continue;
            }

            if (entry.Sequence > 0 && !(feed.TryGetHashAt(entry.Sequence, out var hash) && hash.Prefix == entry.Hash))
            {
                forked.Add(feed);
                continue;
            }

            var first = feed.FirstBatchAfter(entry.Sequence);
            if (first < feed.BatchCount && !excluded.Contains(feed.Source)) next.Enqueue((feed, first), feed[first].Header.BaseTime);
        }

        // What is left in it are sources that we have never heard of.
        askerIsAhead |= held.Count > 0;
        var more = false;
        var proofs = TakeProofs(feeds.Proofs, pull, budget / ProofsShareOfBudget, maxProofBytes, ref askerIsAhead, ref more);
        budget -= proofs.Sum(static proof => ProofMessage.MaxItemHeadBytes + proof.Bytes.Length);
        var theirProofs = HoldsAfterwards(feeds.Proofs, pull, proofs);
        var ends = new List<(Feed Feed, int Batch)>();
        var sections = Take(feeds, next, theirProofs, ends, ref budget, isFirst: proofs.Count == 0);
        more |= next.Count > 0;
        var branches = TakeEnds(feeds, ends, ref budget, isFirst: proofs.Count + sections.Count == 0, ref more);
        TakeBranches(feeds, pull, branches, budget, isFirst: proofs.Count + sections.Count + branches.Count == 0, ref more);
        return new Answer(proofs, sections, branches, more, askerIsAhead, forked);
    }

    private static bool IsFrom(Source? first, Source source) => first is not { } from || source >= from;

    private static BranchEntry[] AskForBranches(Branches branches, uint request, EvidenceHints hints, IReadOnlyList<Source> wanted)
    {
        // Whoever has forked more often than fits asks for other incarnations' branches each time.
        var entries = new BranchEntry[Math.Min(wanted.Count, PullMessage.MaxBranches)];
        for (var i = 0; i < entries.Length; i++)
        {
            var source = wanted[(int)((request + (ulong)i) % (ulong)wanted.Count)];
            var located = hints.Of(source).Concat(branches.Locate(source, PullMessage.MaxHashesPerBranch)).Distinct();
            entries[i] = new BranchEntry(source, [.. located.Take(PullMessage.MaxHashesPerBranch)]);
        }

        return entries;
    }

    private static List<ForkProof> TakeProofs(ForkProofs held, PullMessage pull, int budget, int maxProofBytes, ref bool askerIsAhead, ref bool more)
    {
        var proofs = new List<ForkProof>();
        if (pull.Proofs is null) return proofs;
        var theirs = new Dictionary<Source, ulong>();
        foreach (var entry in pull.Proofs) theirs[entry.Source] = entry.Hash;
        foreach (var proof in held.All)
        {
            if (!pull.Covers(proof.Source) || proof.Bytes.Length > maxProofBytes) continue;
            if (theirs.Remove(proof.Source, out var hash))
            {
                if (hash == proof.Hash) continue;

                // Which of the two is the lesser shows only who has both.
                askerIsAhead = true;
            }

            budget -= ProofMessage.MaxItemHeadBytes + proof.Bytes.Length;
            if (budget >= 0 || proofs.Count == 0) proofs.Add(proof);
            else more = true;
        }

        askerIsAhead |= theirs.Count > 0;
        return proofs;
    }

    /// <summary>The sources of which the asker will hold the same proof as we do once it has the answer.</summary>
    private static HashSet<Source> HoldsAfterwards(ForkProofs held, PullMessage pull, List<ForkProof> answered)
    {
        var theirs = (pull.Proofs ?? []).Where(entry => held.Of(entry.Source)?.Hash == entry.Hash).Select(static entry => entry.Source);
        var named = (pull.Proofs ?? []).Select(static entry => entry.Source).ToHashSet();
        return [.. theirs, .. answered.Select(static proof => proof.Source).Where(source => !named.Contains(source))];
    }

    /// <summary>Ends of frozen feeds for which a signature beyond the end vouches: what stands there is evidence, and shows that the rest is genuine.</summary>
    private static List<BranchSection> TakeEnds(FeedSet feeds, List<(Feed Feed, int Batch)> ends, ref int budget, bool isFirst, ref bool more)
    {
        var sections = new List<BranchSection>();
        foreach (var (feed, batch) in ends)
        {
            var run = feeds.RunFrom(feed, batch);
            if (run.Count == 0 || run[^1].Signature.IsEmpty) continue;
            var section = new BranchSection(feed.Source, feed.HashBefore(batch).Prefix);
            section.Batches.AddRange(run);
            if (budget < section.Size && !isFirst)
            {
                more = true;
                break;
            }

            budget -= section.Size;
            sections.Add(section);
            isFirst = false;
        }

        return sections;
    }

    private static void TakeBranches(FeedSet feeds, PullMessage pull, List<BranchSection> sections, int budget, bool isFirst, ref bool more)
    {
        foreach (var wanted in pull.Branches)
        {
            var after = 0UL;
            var runs = feeds.Signatures.AreDemanded
                ? feeds.Branches.MissingRuns(wanted.Source, wanted.Hashes)
                : feeds.Branches.Missing(wanted.Source, wanted.Hashes).Select(static batch => new List<ChainedBatch> { batch });
            foreach (var run in runs)
            {
                var continues = sections.Count > 0 && sections[^1].Source == wanted.Source && run[0].Before.Prefix == after;
                budget -= run.Sum(static batch => Section.SizeOf(batch.Batch)) + (continues ? 0 : Section.MaxHeadBytes);
                if (budget < 0 && !isFirst)
                {
                    more = true;
                    return;
                }

                if (!continues) sections.Add(new BranchSection(wanted.Source, run[0].Before.Prefix));
                sections[^1].Batches.AddRange(run.Select(static batch => batch.Batch));
                (after, isFirst) = (run[^1].After.Prefix, false);
            }
        }
    }

    private static List<Section> Take(
        FeedSet feeds, PriorityQueue<(Feed Feed, int Batch), ulong> next, HashSet<Source> theirProofs, List<(Feed Feed, int Batch)> ends, ref int budget, bool isFirst)
    {
        var sections = new List<Section>();
        var sectionOf = new Dictionary<Source, int>();
        while (next.TryPeek(out var candidate, out _))
        {
            var (feed, batch) = candidate;
            var after = feeds.EndOfRun(feed, batch, theirProofs.Contains(feed.Source)) + 1;
            if (after == 0)
            {
                ends.Add(next.Dequeue());
                continue;
            }

            var isKnown = sectionOf.TryGetValue(feed.Source, out var section);
            var run = new Section(feed, batch, after - batch);
            budget -= run.Size - (isKnown ? Section.MaxHeadBytes : 0);
            if (budget < 0 && !isFirst) break;
            isFirst = false;

            next.Dequeue();
            if (isKnown)
            {
                sections[section] = sections[section] with { Count = sections[section].Count + run.Count };
            }
            else
            {
                sectionOf.Add(feed.Source, sections.Count);
                sections.Add(run);
            }

            if (after < feed.BatchCount) next.Enqueue((feed, after), feed[after].Header.BaseTime);
        }

        return sections;
    }
}
