using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Which re-issues count (I9): of all re-issues of one update the first in stamp order, and none while the original stands in its feed. A function of the feeds
/// alone: whatever arrives, leaves or arrives late is judged again.
/// </summary>
internal sealed class Reissues
{
    private readonly Dictionary<Origin, List<Reissue>> _byOrigin = [];

    // Origins by original batch: what is judged again when the batch comes or goes.
    private readonly Dictionary<(Source Source, ulong Batch), HashSet<Origin>> _byBatch = [];
    private readonly HashSet<Origin> _unjudged = [];
    private readonly HashSet<(int Source, ulong Sequence)> _void = [];

    /// <summary>Whether something changed since the last judgement.</summary>
    public bool HasUnjudged => _unjudged.Count > 0;

    /// <summary>Whether any re-issue does not count.</summary>
    public bool HasVoid => _void.Count > 0;

    /// <summary>Whether an update is a re-issue that does not count.</summary>
    public bool IsVoid(int source, ulong sequence) => _void.Contains((source, sequence));

    /// <summary>Whether an update has been issued again.</summary>
    public bool Exists(Origin origin) => _byOrigin.ContainsKey(origin);

    public void Add(Origin origin, Stamp stamp, int source, ulong sequence)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_byOrigin, origin, out _) ??= [];
        CollectionsMarshal.GetValueRefOrAddDefault(_byBatch, (origin.Source, origin.Batch), out _) ??= [];
        _byOrigin[origin].Add(new Reissue(stamp, source, sequence));
        _byBatch[(origin.Source, origin.Batch)].Add(origin);
        _unjudged.Add(origin);
    }

    /// <summary>Forgets the re-issues by a source that lie beyond <paramref name="last"/>, and says which those were.</summary>
    public List<(Origin Origin, ulong Time, ulong Sequence)> Remove(int source, ulong last)
    {
        var removed = new List<(Origin, ulong, ulong)>();
        foreach (var (origin, reissues) in _byOrigin)
        {
            foreach (var reissue in reissues)
            {
                if (reissue.Source == source && reissue.Sequence > last) removed.Add((origin, reissue.Stamp.Time, reissue.Sequence));
            }
        }

        foreach (var (origin, _, sequence) in removed)
        {
            _byOrigin[origin].RemoveAll(reissue => reissue.Source == source && reissue.Sequence == sequence);
            _void.Remove((source, sequence));
            _unjudged.Add(origin);
            if (_byOrigin[origin].Count == 0) _byOrigin.Remove(origin);
        }

        return removed;
    }

    /// <summary>A batch has entered its feed or was cut off.</summary>
    public void Changed(Source source, ulong chainAfter)
    {
        if (_byBatch.TryGetValue((source, chainAfter), out var origins)) _unjudged.UnionWith(origins);
    }

    /// <summary>Judges what changed.</summary>
    /// <returns>The updates that count from now on, or no longer do.</returns>
    public HashSet<(int Source, ulong Sequence)> Judge(FeedSet feeds)
    {
        var turned = new HashSet<(int, ulong)>();
        foreach (var origin in _unjudged)
        {
            if (!_byOrigin.TryGetValue(origin, out var reissues)) continue;
            var first = feeds.Holds(origin) ? default : reissues.Min(static reissue => reissue.Stamp);
            foreach (var reissue in reissues)
            {
                var place = (reissue.Source, reissue.Sequence);
                if (reissue.Stamp == first ? _void.Remove(place) : _void.Add(place)) turned.Add(place);
            }
        }

        _unjudged.Clear();
        return turned;
    }

    private readonly record struct Reissue(Stamp Stamp, int Source, ulong Sequence);
}
