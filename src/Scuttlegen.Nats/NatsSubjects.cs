using System.Collections.Concurrent;

namespace Scuttlegen.Nats;

/// <summary>
/// The subjects of one store: <c>&lt;prefix&gt;.&lt;store id&gt;.all</c> for frames to every peer, <c>&lt;prefix&gt;.&lt;store id&gt;.to.&lt;peer&gt;.&lt;incarnation&gt;</c> for frames to
/// one. Everything after the prefix is lower-case hexadecimal digits, so that permissions can be written as patterns;
/// peer and incarnation are tokens of their own, because a peer's permissions must hold for each of its incarnations.
/// </summary>
internal sealed class NatsSubjects(string prefix, StoreId store)
{
    private const int MaxCachedPeers = 1024;

    private readonly string _toPrefix = $"{prefix}.{store}.to.";
    private readonly ConcurrentDictionary<Source, string> _to = new();

    public string All { get; } = $"{prefix}.{store}.all";

    public string To(Source peer)
    {
        if (_to.TryGetValue(peer, out var subject)) return subject;

        // Peers come and go for ever; the cache only spares the formatting.
        if (_to.Count >= MaxCachedPeers) _to.Clear();
        return _to.GetOrAdd(peer, static (source, toPrefix) => $"{toPrefix}{source.Peer}.{source.Incarnation:x16}", _toPrefix);
    }
}
