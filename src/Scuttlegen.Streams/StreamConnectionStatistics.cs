namespace Scuttlegen.Streams;

/// <summary>What passed over one connection so far.</summary>
public sealed record StreamConnectionStatistics
{
    /// <summary>Since when both sides know of each other; <see langword="null"/> before that.</summary>
    public DateTimeOffset? ConnectedSince { get; init; }

    /// <summary>Frames of gossip put into the queue for the other side.</summary>
    public long FramesSent { get; init; }

    /// <summary>Frames of gossip that arrived.</summary>
    public long FramesReceived { get; init; }

    /// <summary>Frames that were not sent, because too many bytes waited already or the other side takes none as long.</summary>
    public long FramesDropped { get; init; }

    /// <summary>Frames that arrived and were not taken: against <see cref="StreamConnectionOptions.Direction"/>, or for a store that is not, or no longer, joined here.</summary>
    public long FramesIgnored { get; init; }

    /// <summary>Bytes written to the stream, everything included.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes read from the stream, everything included.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes that wait to be written or are being written. At most <see cref="StreamTransportOptions.SendQueueBytes"/>, or one frame, and 256 KiB.</summary>
    public long BytesQueued { get; init; }
}
