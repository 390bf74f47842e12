using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>Asks for and answers with what a digest lacks.</summary>
internal static class Digests
{
    /// <summary>
    /// A pull for everything from <paramref name="first"/> on, or for as many sources as fit a frame; the message's <see cref="PullMessage.End"/>
    /// says where the next one begins.
    /// </summary>
    public static PullMessage Ask(FeedSet feeds, uint request, int budget, Source? first, int maxFrameBytes)
    {
        var entries = new List<DigestEntry>(feeds.Count);
        for (var i = 0; i < feeds.Count; i++)
        {
            var feed = feeds[i];
            if (feed.LastSequence > 0 && (first is not { } from || feed.Source >= from))
                entries.Add(new DigestEntry(feed.Source, feed.LastSequence, feed.Head.Prefix));
        }

        entries.Sort(static (x, y) => x.Source.CompareTo(y.Source));
        var room = Math.Max(1, (maxFrameBytes - Frame.MaxHeadBytes - 128) / DigestEntry.MaxBytes);
        Source? end = null;
        if (entries.Count > room)
        {
            end = entries[room].Source;
            entries.RemoveRange(room, entries.Count - room);
        }

        return new PullMessage(request, (uint)budget, first, end, [.. entries]);
    }

    /// <summary>What an answer to a pull holds.</summary>
    /// <param name="Sections">Batches that the asker lacks: oldest first, per source contiguous.</param>
    /// <param name="More">Whether the budget left something out.</param>
    /// <param name="AskerIsAhead">Whether the asker holds something that we lack.</param>
    /// <param name="Forked">Sources of which the asker holds another branch.</param>
    public readonly record struct Answer(List<Section> Sections, bool More, bool AskerIsAhead, List<Source> Forked);

    /// <summary>Gathers what the asker lacks, up to <paramref name="budget"/> bytes but at least one batch, so that a pull always advances.</summary>
    public static Answer Respond(FeedSet feeds, PullMessage pull, int budget)
    {
        var held = new Dictionary<Source, DigestEntry>(pull.Digest.Length);
        foreach (var entry in pull.Digest) held.Add(entry.Source, entry);

        var forked = new List<Source>();
        var askerIsAhead = false;
        var next = new PriorityQueue<(Feed Feed, int Batch), ulong>();
        for (var i = 0; i < feeds.Count; i++)
        {
            var feed = feeds[i];
            if (feed.LastSequence == 0 || !pull.Covers(feed.Source)) continue;
            held.Remove(feed.Source, out var entry);
            if (entry.Sequence > feed.LastSequence)
            {
                askerIsAhead = true;
                continue;
            }

            if (entry.Sequence > 0 && !(feed.TryGetHashAt(entry.Sequence, out var hash) && hash.Prefix == entry.Hash))
            {
                forked.Add(feed.Source);
                continue;
            }

            var first = feed.FirstBatchAfter(entry.Sequence);
            if (first < feed.BatchCount) next.Enqueue((feed, first), feed[first].Header.BaseTime);
        }

        // What is left in it are sources that we have never heard of.
        askerIsAhead |= held.Count > 0;
        var sections = Take(next, budget);
        return new Answer(sections, next.Count > 0, askerIsAhead, forked);
    }

    private static List<Section> Take(PriorityQueue<(Feed Feed, int Batch), ulong> next, int budget)
    {
        var sections = new List<Section>();
        var sectionOf = new Dictionary<Source, int>();
        while (next.TryPeek(out var candidate, out _))
        {
            var (feed, batch) = candidate;
            var isKnown = sectionOf.TryGetValue(feed.Source, out var section);
            budget -= Section.SizeOf(feed[batch]) + (isKnown ? 0 : Section.MaxHeadBytes);
            if (budget < 0 && sections.Count > 0) break;

            next.Dequeue();
            if (isKnown)
            {
                sections[section] = sections[section] with { Count = sections[section].Count + 1 };
            }
            else
            {
                sectionOf.Add(feed.Source, sections.Count);
                sections.Add(new Section(feed, batch, 1));
            }

            if (batch + 1 < feed.BatchCount) next.Enqueue((feed, batch + 1), feed[batch + 1].Header.BaseTime);
        }

        return sections;
    }
}
