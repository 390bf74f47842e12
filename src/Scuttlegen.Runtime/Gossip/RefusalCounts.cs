namespace Scuttlegen.Gossip;

/// <summary>Counts refusals per peer and reason, and says when to speak of them: at 1, 2, 4, 8, …. Bounded: beyond its capacity, peers share one count.</summary>
internal sealed class RefusalCounts
{
    private const int Capacity = 4096;

    private readonly Dictionary<(Source?, Refusal), long> _counts = [];

    public long Total { get; private set; }

    /// <returns>The event to raise now, or <see langword="null"/>.</returns>
    public FrameRefused? Count(Source? peer, Refusal refusal, string detail)
    {
        Total++;
        var key = (peer, refusal);
        if (_counts.Count >= Capacity && !_counts.ContainsKey(key)) key = (null, refusal);
        var count = _counts.GetValueOrDefault(key) + 1;
        _counts[key] = count;
        return long.IsPow2(count) ? new FrameRefused(peer, refusal, detail, count) : null;
    }
}
