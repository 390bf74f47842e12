using Microsoft.Extensions.Logging;
using Scuttlegen.Wire;

namespace Scuttlegen.Streams;

/// <summary>One store's membership in a <see cref="StreamTransport"/>. Sending takes no lock but that of a connection's queue.</summary>
internal sealed class StreamLink(StreamTransport transport, StoreId store, Source self, ITransportReceiver receiver, int maxFrameBytes, ILogger logger) : ITransportLink
{
    private readonly HashSet<string> _reasonsTold = [];
    private readonly Lock _disposal = new();
    private volatile Route _route = Route.Nowhere;
    private volatile bool _disposed;
    private Task? _disposing;

    public StoreId Store => store;

    public Source Self => self;

    public GuardedReceiver Receiver { get; } = new(receiver, logger);

    public bool ReachesEveryPeer => false;

    public int MaxFrameBytes => Math.Min(maxFrameBytes, _route.MaxFrameBytes);

    /// <summary>Under the transport's lock: takes a new route, and tells the receiver what it means. Its methods return at once.</summary>
    public void Reroute(Route route, string? reason)
    {
        var before = _route;
        _route = route;
        if (!route.IsEmpty) _reasonsTold.Clear();
        if (route.Neighbours.Except(before.Neighbours).Any()) Receiver.OnConnected();
        else if (route.IsEmpty && !before.IsEmpty) TellDown($"No neighbour is left. {reason}");
    }

    /// <summary>Under the transport's lock: tells each reason once, until there is a neighbour.</summary>
    public void TellDown(string reason)
    {
        if (_route.IsEmpty && _reasonsTold.Count < 64 && _reasonsTold.Add(reason)) Receiver.OnDisconnected(reason);
    }

    public ValueTask BroadcastAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        var route = _route;
        foreach (var sibling in route.Siblings) sibling.Receiver.OnFrame(frame.Span);
        foreach (var connection in route.Broadcast) connection.Send(store, null, frame.Span);
        return default;
    }

    public ValueTask SendAsync(Source peer, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        var route = _route;
        foreach (var sibling in route.Siblings)
        {
            if (sibling.Self != peer) continue;
            sibling.Receiver.OnFrame(frame.Span);
            return default;
        }

        if (!route.TryGet(peer, out var way)) return default;
        var connection = way.Giving == way.Asking ? way.Giving : GossipFrame.UseOf(frame.Span) switch
        {
            GossipFrameUse.Asks => way.Asking,
            GossipFrameUse.Tells => way.Giving,
            _ => way.Giving ?? way.Asking,
        };
        connection?.Send(store, peer, frame.Span);
        foreach (var clone in way.Clones ?? []) clone.Send(store, peer, frame.Span);
        return default;
    }

    public void OnReconciled(Source peer) => transport.OnReconciled(store, peer);

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var route = _route;
        if (route.IsEmpty) throw new TransportUnavailableException(transport.NoNeighbour);

        // Whoever has gone meanwhile hears the rest from another: it is enough that one connection carried everything.
        var flushes = route.Broadcast.Select(connection => connection.FlushAsync()).ToList();
        try
        {
            await Task.WhenAll(flushes).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            if (route.Siblings.Length == 0 && !flushes.Exists(flush => flush.IsCompletedSuccessfully)) throw new TransportUnavailableException(transport.NoNeighbour, exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_disposal)
        {
            _disposed = true;
            return new ValueTask(_disposing ??= LeaveAsync());
        }
    }

    private async Task LeaveAsync()
    {
        // Before anything is awaited, so that a receiver that disposes its own link is recognised by its thread.
        var closing = Receiver.CloseAsync().ConfigureAwait(false);
        transport.Leave(this);
        await closing;
    }
}
