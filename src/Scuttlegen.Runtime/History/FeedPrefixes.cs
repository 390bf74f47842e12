using System.Runtime.InteropServices;

namespace Scuttlegen;

/// <summary>Each feed's updates as verifiers see them. Kept only for stores with a verifier that asks for them.</summary>
internal sealed class FeedPrefixes
{
    // By the source's index, updates by sequence less one.
    private readonly Dictionary<int, List<FeedUpdate>> _feeds = [];

    /// <summary>What the feed holds before <paramref name="sequence"/>.</summary>
    public FeedPrefix Before(int source, ulong sequence) => new(_feeds.GetValueOrDefault(source), (int)(sequence - 1));

    /// <summary>Notes an update with its verdict, unless it was judged before.</summary>
    public void Add(int source, in FeedUpdate update)
    {
        var updates = CollectionsMarshal.GetValueRefOrAddDefault(_feeds, source, out _) ??= [];
        if ((ulong)updates.Count == update.Update.Sequence - 1) updates.Add(update);
    }

    /// <summary>Forgets what lies beyond the last update that counts.</summary>
    public void Truncate(int source, ulong last)
    {
        if (_feeds.TryGetValue(source, out var updates) && (ulong)updates.Count > last) updates.RemoveRange((int)last, updates.Count - (int)last);
    }
}
