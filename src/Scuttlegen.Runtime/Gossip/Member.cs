using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <summary>A peer that is present, and what it last said of itself.</summary>
internal sealed class Member(Source source)
{
    public Source Source { get; } = source;

    public TimeSpan LastHeard { get; set; }

    public string? Name { get; set; }

    public ulong? DigestHash { get; set; }

    public ChainHash Fingerprint { get; set; }

    /// <summary>Its digest and ours, when a pull of its last showed that it is ahead.</summary>
    public (ulong Theirs, ulong Ours)? LastAhead { get; set; }

    /// <summary>The hash of the evidence that it holds.</summary>
    public ulong EvidenceHash { get; set; }

    /// <summary>What it held, and what this peer wanted of it, when it was last asked for evidence to the end.</summary>
    public (ulong Theirs, ulong Wanted)? EvidenceTaken { get; set; }

    /// <summary>The digest at which this member was last found to diverge, so that it is said once.</summary>
    public ulong? DivergedAt { get; set; }
}
