using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// How much of one source, and of one peer, a store takes, and how much it gives. Local, each peer's own, and no verdict: what exceeds a quota only waits, is asked for again, and counts once there is room
/// (I9), so peers with other quotas end with the same state. Each refusal is counted and told (<see cref="Refusal.OverQuota"/>).
/// </summary>
/// <remarks>
/// Rates are averages: what is not used is saved up to <see cref="Burst"/>, and what is larger than all that was saved passes and is paid for afterwards. A newcomer who fetches years of updates at once is held up by the
/// rates of sources too. A source is known by its signature; a <em>peer</em> is only what frames name as their sender, so on a medium that does not keep senders apart, somebody can use up another's quota: what
/// that one sends is then lost for a while, and pulled.
/// </remarks>
public sealed record Quotas
{
    /// <summary>How many updates a source may write a second; <see langword="null"/>, the default: any number. From 1.</summary>
    public long? UpdatesPerSecond { get; init; }

    /// <summary>How many bytes of batches a source may write a second; <see langword="null"/>, the default: any number. From 1.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>How many bytes the action of one update has at most, as encoded. Default 31 KiB, which every peer must be able to carry; from 1.</summary>
    public int MaxPayloadBytes { get; init; } = WireLimits.MaxPayloadBytes;

    /// <summary>How many kinds that this version does not know a source may use. Default 1,024; from 0.</summary>
    public int MaxUnknownKinds { get; init; } = 1024;

    /// <summary>How many sources are taken, this peer's own among them; further ones wait until the store is opened with a higher number. Default 16,777,215, the most there can be; from 1.</summary>
    public int MaxSources { get; init; } = LogEntry.MaxSources - 1;

    /// <summary>How many bytes of frames a peer may send a second; <see langword="null"/>, the default: any number. From 1.</summary>
    public long? ReceivedBytesPerSecond { get; init; }

    /// <summary>How many bytes of answers a peer may ask for a second; <see langword="null"/>, the default: any number. From 1.</summary>
    public long? SentBytesPerSecond { get; init; }

    /// <summary>How many sources the digest in one question of a peer names at most. Default 65,536; from 4,096, which no peer exceeds: whoever holds more asks in parts.</summary>
    public int MaxDigestSources { get; init; } = 65_536;

    /// <summary>For how long what a rate leaves unused is saved. Default 10 s; 1 s to 1 d.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(10);

    internal void Validate()
    {
        StoreOptions.Require(UpdatesPerSecond is null or >= 1, nameof(UpdatesPerSecond), "at least 1, or null", UpdatesPerSecond);
        StoreOptions.Require(BytesPerSecond is null or >= 1, nameof(BytesPerSecond), "at least 1 byte, or null", BytesPerSecond);
        StoreOptions.Require(ReceivedBytesPerSecond is null or >= 1, nameof(ReceivedBytesPerSecond), "at least 1 byte, or null", ReceivedBytesPerSecond);
        StoreOptions.Require(SentBytesPerSecond is null or >= 1, nameof(SentBytesPerSecond), "at least 1 byte, or null", SentBytesPerSecond);
        StoreOptions.Require(MaxPayloadBytes is >= 1 and <= WireLimits.MaxPayloadBytes, nameof(MaxPayloadBytes), $"1 to {WireLimits.MaxPayloadBytes} bytes", MaxPayloadBytes);
        StoreOptions.Require(MaxUnknownKinds >= 0, nameof(MaxUnknownKinds), "at least 0", MaxUnknownKinds);
        StoreOptions.Require(MaxSources is >= 1 and < LogEntry.MaxSources, nameof(MaxSources), $"1 to {LogEntry.MaxSources - 1}", MaxSources);
        StoreOptions.Require(MaxDigestSources >= PullMessage.MaxSources, nameof(MaxDigestSources), $"at least {PullMessage.MaxSources}", MaxDigestSources);
        StoreOptions.Require(Burst >= TimeSpan.FromSeconds(1) && Burst <= TimeSpan.FromDays(1), nameof(Burst), "1 s to 1 d", Burst);
    }
}
