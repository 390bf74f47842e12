namespace Scuttlegen;

/// <summary>
/// A medium that carries frames between peers: one connection, shared by any number of stores and rooms. Frames may be lost,
/// duplicated and reordered: gossip repairs all of it.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>
    /// Joins a store. Returns at once, also while nothing can be reached: connecting goes on in the background with back-off,
    /// and <paramref name="receiver"/> is told how it goes.
    /// </summary>
    /// <param name="store">The store and room. Only frames of the same store may reach <paramref name="receiver"/>.</param>
    /// <param name="self">The address under which others reach this peer.</param>
    /// <param name="receiver">Who takes the frames.</param>
    /// <param name="cancellationToken">Gives up joining.</param>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default);
}

/// <summary>One store's membership in a transport. Disposing it leaves the store and stops calls to the receiver.</summary>
public interface ITransportLink : IAsyncDisposable
{
    /// <summary>
    /// The largest frame that the medium carries, in bytes. May change when the connection does. Below <see cref="Scuttlegen.Wire.WireLimits.MinFrameBytes"/> full batches cannot
    /// travel, and the store says so (<see cref="TransportTooNarrow"/>).
    /// </summary>
    int MaxFrameBytes { get; }

    /// <summary>
    /// Whether <see cref="BroadcastAsync"/> reaches every peer of the store that can be reached at all, as a broker or a multicast group does. If not, it reaches neighbours only, and
    /// the store passes on what is news to it: each batch once per peer, so that news crosses a line, a star or a mesh. May not change. Default <see langword="true"/>.
    /// </summary>
    bool ReachesEveryPeer => true;

    /// <summary>
    /// Hands a frame to the medium for every other peer of the store. While the medium is unreachable the frame is dropped; the call never waits for a
    /// connection, at most for room in a bounded buffer. The frame's memory is the caller's again when the call completes.
    /// </summary>
    ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="BroadcastAsync"/>, for one peer only.</summary>
    ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default);

    /// <summary>
    /// The store says that it holds all that <paramref name="peer"/> held when the two last compared, but for what it cannot take now (an admission said "not yet", say), and has stored it. A
    /// transport with connections that only catch up may close one then. Returns at once. Default: does nothing.
    /// </summary>
    void OnReconciled(Source peer)
    {
    }

    /// <summary>Completes when every frame handed over before has left this process.</summary>
    /// <exception cref="TransportUnavailableException">The medium cannot be reached.</exception>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);
}

/// <summary>
/// What a transport calls. Every method returns at once, may be called from any thread and never throws.
/// </summary>
public interface ITransportReceiver
{
    /// <summary>A frame arrived. It is copied before the call returns; when the store's bounded inbox is full it is dropped and counted.</summary>
    void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The medium can be reached, for the first time or again; or, where a link reaches neighbours only, one more of them can.</summary>
    void OnConnected();

    /// <summary>The medium cannot be reached, or no longer; the transport keeps trying.</summary>
    /// <param name="reason">A sentence for a person: what failed, at which address, when it is tried again.</param>
    void OnDisconnected(string reason);

    /// <summary>The medium says that it dropped frames meant for this peer, so that they can be asked for at once.</summary>
    /// <param name="reason">A sentence for a person.</param>
    void OnFramesLost(string reason);
}

/// <summary>The transport's medium cannot be reached at the moment.</summary>
public sealed class TransportUnavailableException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be reached, and what to do.</param>
    /// <param name="innerException">What the medium's own client said.</param>
    public TransportUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
