namespace Scuttlegen.Streams;

/// <summary>Why a connection ended.</summary>
public enum StreamEndReason
{
    /// <summary>It was closed here: it, or the transport, was disposed.</summary>
    ClosedHere,

    /// <summary>The other side closed it, or its process ended.</summary>
    ClosedByPeer,

    /// <summary>One end does not tail, and both had what the other had.</summary>
    Synchronised,

    /// <summary>The other side does not speak this protocol, or another version of it.</summary>
    NotUnderstood,

    /// <summary>The other side broke the protocol: a length out of range, an unknown packet, an end in the middle of one, too many memberships.</summary>
    Malformed,

    /// <summary>The other side said nothing for too long: the connection was half open, or the other side hangs.</summary>
    Silent,

    /// <summary>The other side takes nothing any more, so that not even what must not be dropped has room.</summary>
    Stalled,

    /// <summary>The other end is this same transport.</summary>
    ToItself,

    /// <summary>The stream failed, or could not be wrapped.</summary>
    Failed,
}

/// <summary>How a connection ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">A sentence for a person.</param>
public sealed record StreamEnd(StreamEndReason Reason, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}

/// <summary>The other side broke the protocol of connections; it ends that connection alone.</summary>
internal sealed class StreamViolationException(StreamEndReason reason, string message) : IOException(message)
{
    public StreamEndReason Reason => reason;
}
