namespace Scuttlegen.Streams;

/// <summary>Over which connections a store's neighbours are reached. Immutable: made anew whenever one comes or goes.</summary>
internal sealed class Route
{
    public static readonly Route Nowhere = new([], [], [], int.MaxValue);

    private readonly Dictionary<Source, Way> _ways;

    private Route(Dictionary<Source, Way> ways, StreamConnection[] broadcast, StreamLink[] siblings, int maxFrameBytes)
    {
        _ways = ways;
        Broadcast = broadcast;
        Siblings = siblings;
        MaxFrameBytes = maxFrameBytes;
    }

    /// <summary>Connections that together lead to every neighbour that takes updates, where possible once to each.</summary>
    public StreamConnection[] Broadcast { get; }

    /// <summary>Other peers of the store at this end.</summary>
    public StreamLink[] Siblings { get; }

    /// <summary>The longest frame that every neighbour takes.</summary>
    public int MaxFrameBytes { get; }

    public IEnumerable<Source> Neighbours => _ways.Keys.Concat(Siblings.Select(sibling => sibling.Self));

    public bool IsEmpty => _ways.Count == 0 && Siblings.Length == 0;

    public bool TryGet(Source peer, out Way way) => _ways.TryGetValue(peer, out way);

    /// <param name="store">The store.</param>
    /// <param name="connections">All connections, the oldest first, whose ways are preferred.</param>
    /// <param name="siblings">Other peers of the store at this end.</param>
    public static Route Find(StoreId store, List<StreamConnection> connections, StreamLink[] siblings)
    {
        var ways = new Dictionary<Source, Way>();
        var broadcast = new HashSet<StreamConnection>();
        var reached = new HashSet<(Source Peer, Guid Transport)>();
        var maxFrameBytes = int.MaxValue;
        foreach (var connection in connections)
        {
            if (!connection.Members.TryGetValue(store, out var peers)) continue;
            maxFrameBytes = Math.Min(maxFrameBytes, connection.MaxFrameBytes);
            foreach (var peer in peers)
            {
                ways.TryGetValue(peer, out var way);
                if (way.Giving is null && connection.Gives) way = way with { Giving = connection };

                // Two transports at which one peer is are two processes, a clone of the other: each must hear that there is another.
                if (connection.Gives && reached.Add((peer, connection.RemoteTransport)))
                {
                    broadcast.Add(connection);
                    if (way.Giving != connection) way = way with { Clones = [.. way.Clones ?? [], connection] };
                }

                if (way.Asking is null && connection.Takes) way = way with { Asking = connection };
                ways[peer] = way;
            }
        }

        return new Route(ways, [.. broadcast], siblings, maxFrameBytes);
    }

    /// <summary>How to reach one neighbour: where it takes updates, and where it can be asked for some; and where clones of it are.</summary>
    public readonly record struct Way(StreamConnection? Giving, StreamConnection? Asking, StreamConnection[]? Clones = null);
}
