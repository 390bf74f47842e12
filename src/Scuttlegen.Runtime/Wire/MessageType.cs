namespace Scuttlegen.Wire;

/// <summary>
/// The types of gossip messages. An odd type is critical: a peer that does not know it says so; an even one that it does not know it ignores.
/// The others up to 31 are reserved for snapshots and presence.
/// </summary>
internal static class MessageType
{
    public const uint Heartbeat = 1;
    public const uint Leave = 2;
    public const uint Pull = 3;
    public const uint Reply = 5;
    public const uint Live = 7;
    public const uint Probe = 8;
    public const uint Greeting = 9;
    public const uint Proof = 10;
}
