using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>
/// Finds the last batch that two branches of a feed have in common (I2). Each probe lists up to 32 ends of the sender's batches inside the interval that is still
/// unknown, and its receiver answers with ends of its own inside what remains: O(log n) messages, nothing kept between them, and whatever is lost begins anew with the next
/// pull. At the end stands one batch of the branch that the other does not have, after a chain hash that it has: a fork proof.
/// </summary>
/// <remarks>A chain hash commits to all before it: what is common at one end of a batch is common at all earlier ones. So the search is a bisection.</remarks>
internal static class Bisection
{
    /// <summary>The first probe for a feed that another peer holds another branch of.</summary>
    public static ProbeMessage Begin(Feed feed) => Probe(feed, common: 0, end: 0);

    /// <summary>
    /// What follows from a probe: another probe; or, once nothing of ours lies between the last common end and the first that differs, the index of our batch after
    /// it; or, if we end there ourselves, nothing: then the sender is merely ahead.
    /// </summary>
    public static (ProbeMessage? Probe, int? Batch) Answer(Feed feed, ProbeMessage probe)
    {
        var (common, end) = (0UL, probe.End);
        foreach (var boundary in probe.Boundaries)
        {
            if (feed.TryGetHashAt(boundary.Sequence, out var hash) && hash.Prefix == boundary.Hash)
            {
                common = boundary.Sequence;
            }
            else
            {
                end = end == 0 ? boundary.Sequence : Math.Min(end, boundary.Sequence);
                break;
            }
        }

        var first = feed.FirstBatchAfter(common);
        if (first == feed.BatchCount) return (null, null);
        var isUnknown = end == 0 || feed.BoundaryAt(first).Sequence < end;
        return isUnknown ? (Probe(feed, common, end), null) : (null, first);
    }

    private static ProbeMessage Probe(Feed feed, ulong common, ulong end)
    {
        var first = feed.FirstBatchAfter(common);
        var last = end == 0 ? feed.BatchCount : feed.FirstBatchAfter(end - 1);
        var boundaries = new List<Boundary>(ProbeMessage.MaxBoundaries);
        if (common > 0) boundaries.Add(feed.BoundaryAt(first - 1));
        var room = ProbeMessage.MaxBoundaries - boundaries.Count;
        var (candidates, taken) = (last - first, -1);
        for (var i = 1; i <= room; i++)
        {
            // Evenly spaced, the last one among them.
            var candidate = (int)((long)candidates * i / room) - 1;
            if (candidate == taken || candidate < 0) continue;
            taken = candidate;
            boundaries.Add(feed.BoundaryAt(first + candidate));
        }

        return new ProbeMessage(feed.Source, end, [.. boundaries]);
    }
}
