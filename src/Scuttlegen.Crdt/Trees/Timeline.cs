using Moves = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.Presence, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.Trees.TreeMove>>;

namespace Scuttlegen.Crdt.Trees;

/// <summary>
/// The forest that a prefix of the moves makes, and checkpoints of it at earlier places, so that a late move costs a replay of what comes after it and not of everything.
/// </summary>
/// <remarks>
/// Checkpoints lie ever less dense towards the past: of n moves O(log n) of them are kept, and from the one before a place that is d moves back at most <c>max(4d, d + 32)</c> moves are replayed.
/// </remarks>
internal sealed class Timeline
{
    private const int Interval = 32;
    private const int Ratio = 4;

    private readonly Moment _now;

    // Ascending.
    private readonly Moment[] _checkpoints;

    private Timeline(Moment now, Moment[] checkpoints) => (_now, _checkpoints) = (now, checkpoints);

    /// <summary>Before the first move.</summary>
    public static Timeline Start { get; } = new(new Moment(null, 0, Forest.Empty), []);

    /// <summary>How many moves were applied.</summary>
    public int Count => _now.Count;

    public Forest Forest => _now.Forest;

    /// <summary>The latest time before <paramref name="move"/> that is still known.</summary>
    public Timeline Before(TreeMove move)
    {
        if (_now.IsBefore(move)) return this;
        var kept = _checkpoints.Length;
        while (kept > 0 && !_checkpoints[kept - 1].IsBefore(move)) kept--;
        return kept == 0 ? Start : new Timeline(_checkpoints[kept - 1], _checkpoints[..kept]);
    }

    /// <summary>Applies those of <paramref name="moves"/> that come later, where those that come earlier were applied.</summary>
    public Timeline Through(Moves moves)
    {
        var (now, checkpoints) = (_now, _checkpoints);
        var later = now.Last is null ? moves.GetEnumerator() : moves.GetEnumeratorAbove(now.Last);
        while (later.MoveNext())
        {
            now = new Moment(later.Current.Key, now.Count + 1, now.Forest.Apply(later.Current.Key));
            if (now.Count % Interval == 0) checkpoints = With(checkpoints, now);
        }

        return new Timeline(now, checkpoints);
    }

    /// <summary>Adds a checkpoint, and drops those between two whose distances from it are close enough. Distances only grow more alike, so what was dropped once is not missed later.</summary>
    private static Moment[] With(Moment[] checkpoints, Moment now)
    {
        var kept = new List<Moment> { now };
        for (var index = checkpoints.Length - 1; index >= 0; index--)
        {
            var earlier = index == 0 ? 0 : checkpoints[index - 1].Count;
            if (now.Count - earlier > Ratio * (now.Count - kept[^1].Count)) kept.Add(checkpoints[index]);
        }

        kept.Reverse();
        return [.. kept];
    }

    private sealed record Moment(TreeMove? Last, int Count, Forest Forest)
    {
        public bool IsBefore(TreeMove move) => Last is null || Last.CompareTo(move) < 0;
    }
}
