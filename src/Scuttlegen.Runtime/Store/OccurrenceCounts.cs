namespace Scuttlegen;

/// <summary>
/// Counts what may happen very often, and says when to speak of it: at 1, 2, 4, 8, …, so that a flood of causes is no flood of events. Bounded: beyond its
/// capacity, new keys share the counts of those that <paramref name="pool"/> maps them to.
/// </summary>
internal sealed class OccurrenceCounts<TKey>(Func<TKey, TKey> pool)
    where TKey : notnull
{
    private const int Capacity = 4096;

    private readonly Dictionary<TKey, long> _counts = [];

    public long Total { get; private set; }

    /// <returns>Whether to speak of it now.</returns>
    public bool Count(TKey key, out long occurrences)
    {
        Total++;
        if (_counts.Count >= Capacity && !_counts.ContainsKey(key)) key = pool(key);
        occurrences = _counts.GetValueOrDefault(key) + 1;
        _counts[key] = occurrences;
        return long.IsPow2(occurrences);
    }
}
