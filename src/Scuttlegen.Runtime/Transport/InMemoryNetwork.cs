using System.Collections.Immutable;

namespace Scuttlegen;

/// <summary>A medium inside one process, for tests, samples and a first try: delivers every frame at once to whoever is connected.</summary>
public sealed class InMemoryNetwork
{
    private ImmutableArray<InMemoryTransport.Link> _links = [];

    /// <summary>The largest frame that the network carries, in bytes.</summary>
    public const int MaxFrameBytes = 1024 * 1024;

    /// <summary>A new connection to the network, which can be cut and healed on its own.</summary>
    public InMemoryTransport Connect() => new(this);

    internal ImmutableArray<InMemoryTransport.Link> Links => _links;

    internal void Add(InMemoryTransport.Link link) => ImmutableInterlocked.Update(ref _links, static (all, added) => all.Add(added), link);

    internal void Remove(InMemoryTransport.Link link) => ImmutableInterlocked.Update(ref _links, static (all, removed) => all.Remove(removed), link);
}

/// <summary>One connection to an <see cref="InMemoryNetwork"/>.</summary>
public sealed class InMemoryTransport : ITransport
{
    private readonly InMemoryNetwork _network;
    private ImmutableArray<Link> _links = [];
    private volatile bool _isConnected = true;
    private volatile bool _isDisposed;

    internal InMemoryTransport(InMemoryNetwork network) => _network = network;

    /// <summary>Whether frames pass.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>Cuts the connection: frames in either direction are lost until <see cref="Reconnect"/>.</summary>
    public void Disconnect()
    {
        if (!_isConnected) return;
        _isConnected = false;
        foreach (var link in _links) link.Receiver.OnDisconnected("The in-memory connection was cut.");
    }

    /// <summary>Heals the connection.</summary>
    public void Reconnect()
    {
        if (_isConnected) return;
        _isConnected = true;
        foreach (var link in _links) link.Receiver.OnConnected();
    }

    /// <inheritdoc/>
    public ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var link = new Link(this, store, self, receiver);
        ImmutableInterlocked.Update(ref _links, static (all, added) => all.Add(added), link);
        _network.Add(link);
        if (_isConnected) receiver.OnConnected();
        return ValueTask.FromResult<ITransportLink>(link);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        foreach (var link in _links) Leave(link);
        return ValueTask.CompletedTask;
    }

    private void Leave(Link link)
    {
        _network.Remove(link);
        ImmutableInterlocked.Update(ref _links, static (all, removed) => all.Remove(removed), link);
    }

    internal sealed class Link(InMemoryTransport transport, StoreId store, Source self, ITransportReceiver receiver) : ITransportLink
    {
        private volatile bool _isDisposed;

        public ITransportReceiver Receiver => receiver;

        public int MaxFrameBytes => InMemoryNetwork.MaxFrameBytes;

        public bool ReachesEveryPeer => true;

        public ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) => Deliver(null, frame);

        public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default) => Deliver(peer, frame);

        public ValueTask FlushAsync(CancellationToken cancellationToken = default) => transport._isConnected
            ? ValueTask.CompletedTask
            : ValueTask.FromException(new TransportUnavailableException("The in-memory connection is cut: call Reconnect."));

        public ValueTask DisposeAsync()
        {
            _isDisposed = true;
            transport.Leave(this);
            return ValueTask.CompletedTask;
        }

        private ValueTask Deliver(Source? peer, ReadOnlyMemory<byte> frame)
        {
            if (frame.Length > MaxFrameBytes)
                throw new ArgumentException($"A frame of {frame.Length} bytes exceeds the network's {MaxFrameBytes}.", nameof(frame));
            if (_isDisposed || !transport._isConnected) return ValueTask.CompletedTask;
            foreach (var link in transport._network.Links)
            {
                if (link != this && link.IsReachedBy(store, peer)) link.Receiver.OnFrame(frame.Span);
            }

            return ValueTask.CompletedTask;
        }

        private bool IsReachedBy(StoreId frameStore, Source? peer) =>
            transport._isConnected && frameStore == store && (peer is not { } addressee || addressee == self);
    }
}
