namespace Scuttlegen.Wire;

/// <summary>Limits that are part of the protocol: every peer refuses what exceeds them, so no peer ever writes it.</summary>
public static class WireLimits
{
    /// <summary>A batch's header and body together, in bytes.</summary>
    public const int MaxBatchBytes = 32 * 1024;

    /// <summary>What a transport's largest frame must hold, in bytes: one full batch with its heads and signature.</summary>
    public const int MinFrameBytes = 36 * 1024;

    /// <summary>A frame of gossip, in bytes: the largest answer to a pull, with room for its heads.</summary>
    public const int MaxFrameBytes = 17 * 1024 * 1024;

    /// <summary>The encoded payload of one action, in bytes: what surely fits a batch beside the largest possible header of one update.</summary>
    public const int MaxPayloadBytes = MaxBatchBytes - 1024;

    /// <summary>A kind's name, in UTF-8 bytes.</summary>
    public const int MaxKindBytes = 255;

    /// <summary>The last sequence that a feed can have: 2⁴⁰ − 1.</summary>
    public const ulong MaxSequence = (1UL << 40) - 1;

    /// <summary>Nested CBOR items.</summary>
    public const int MaxDepth = 64;
}
