namespace Scuttlegen;

/// <summary>How a store gossips. The defaults suit a handful to some hundred peers on one network.</summary>
public sealed record GossipOptions
{
    /// <summary>How often a peer says that it is there, and what it holds in one hash. Default 1 s; 10 ms to 1 h.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often a peer compares its whole digest with one random other, whatever heartbeats said. Drawn anew each time from half to one and a half of it.
    /// Default 5 s; 10 ms to 24 h.
    /// </summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest random wait before missing updates are pulled, so that many peers with one gap do not all ask at once.
    /// Default 20 ms; 0 to 10 s.
    /// </summary>
    public TimeSpan PullJitter { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a pull waits for its answer before it turns to another peer. Default 2 s; 10 ms to 10 min.</summary>
    public TimeSpan PullTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a peer counts as present after its last heartbeat. Default 5 s; must exceed <see cref="HeartbeatInterval"/>.</summary>
    public TimeSpan PeerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many updates in bytes one answer to a pull carries at most, where the transport's frames allow it. Default 512 KiB; 64 KiB to 16 MiB.</summary>
    public int MaxReplyBytes { get; init; } = 512 * 1024;

    /// <summary>How many peers are remembered as present; beyond it a newcomer takes a random one's place. Default 4,096.</summary>
    public int MaxPeers { get; init; } = 4096;

    internal void Validate()
    {
        Range(HeartbeatInterval, nameof(HeartbeatInterval), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), "10 ms to 1 h");
        Range(ReconcileInterval, nameof(ReconcileInterval), TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(24), "10 ms to 24 h");
        Range(PullJitter, nameof(PullJitter), TimeSpan.Zero, TimeSpan.FromSeconds(10), "0 to 10 s");
        Range(PullTimeout, nameof(PullTimeout), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), "10 ms to 10 min");
        StoreOptions.Require(PeerTimeout > HeartbeatInterval, nameof(PeerTimeout), $"more than {nameof(HeartbeatInterval)} ({HeartbeatInterval})", PeerTimeout);
        StoreOptions.Require(MaxReplyBytes is >= 64 * 1024 and <= 16 * 1024 * 1024, nameof(MaxReplyBytes), "65,536 to 16,777,216 bytes", MaxReplyBytes);
        StoreOptions.Require(MaxPeers >= 1, nameof(MaxPeers), "at least 1", MaxPeers);
    }

    private static void Range(TimeSpan value, string option, TimeSpan lowest, TimeSpan highest, string takes) =>
        StoreOptions.Require(value >= lowest && value <= highest, option, takes, value);
}
