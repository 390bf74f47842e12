using System.Collections.ObjectModel;

namespace Scuttlegen;

/// <summary>What a store has done since it was opened. A snapshot.</summary>
public sealed record StoreStatistics
{
    /// <summary>How many updates the history holds.</summary>
    public long Updates { get; init; }

    /// <summary>How many sources' feeds are held, this peer's own included.</summary>
    public int Sources { get; init; }

    /// <summary>How many other peers are present.</summary>
    public int Peers { get; init; }

    /// <summary>How often the state was rewound because an update arrived after a later one.</summary>
    public long Rewinds { get; init; }

    /// <summary>How many updates were undone by rewinds, to be folded again.</summary>
    public long UpdatesRewound { get; init; }

    /// <summary>How many updates were folded after rewinds: those undone, the late ones, and those back to the nearest checkpoint.</summary>
    public long UpdatesReplayed { get; init; }

    /// <summary>Frames taken from the transport.</summary>
    public long FramesReceived { get; init; }

    /// <summary>Frames handed to the transport.</summary>
    public long FramesSent { get; init; }

    /// <summary>Bytes of the frames taken from the transport.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes of the frames handed to the transport.</summary>
    public long BytesSent { get; init; }

    /// <summary>Frames dropped because the inbox was full (<see cref="StoreOptions.MaxInboxBytes"/>); what they carried is pulled again.</summary>
    public long FramesDropped { get; init; }

    /// <summary>Frames, or batches in them, that were refused.</summary>
    public long FramesRefused { get; init; }

    /// <summary>The same by reason; what never occurred is absent.</summary>
    public IReadOnlyDictionary<Refusal, long> FramesRefusedFor { get; init; } = ReadOnlyDictionary<Refusal, long>.Empty;

    /// <summary>How often missing updates were asked for.</summary>
    public long Pulls { get; init; }

    /// <summary>Bytes dispatched here that are not durable yet.</summary>
    public long PendingBytes { get; init; }

    /// <summary>Batches of others that wait for the verdict of an <see cref="AdmissionAttribute"/> method.</summary>
    public int BatchesWaiting { get; init; }

    /// <summary>Batches held that are encrypted with a room key that this peer does not hold (<see cref="UpdatesUndecryptable"/>).</summary>
    public int BatchesUndecryptable { get; init; }
}
