using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using Scuttlegen.Wire;

namespace Scuttlegen.Streams;

/// <content>What passes over a connection: frames and memberships, in and out.</content>
public sealed partial class StreamConnection
{
    private long _framesSent, _framesReceived, _framesDropped, _framesIgnored, _bytesSent, _bytesReceived, _connectedSince;

    /// <summary>Under the transport's lock: who takes part in what at the other end.</summary>
    internal Dictionary<StoreId, List<Source>> Members { get; } = [];

    /// <summary>Under the transport's lock: stores in which this end holds what the other held, and the reverse.</summary>
    internal (HashSet<StoreId> Here, HashSet<StoreId> There) Synchronised { get; } = ([], []);

    /// <summary>Whether updates pass to the other side. Decided by both greetings.</summary>
    internal bool Gives => _greeting is { Takes: true } && _use.Direction != StreamDirection.TakeOnly;

    /// <summary>Whether updates are taken from the other side.</summary>
    internal bool Takes => _greeting is { Gives: true } && _use.Direction != StreamDirection.GiveOnly;

    internal bool Tails => _use.Tail && _greeting is { Tails: true };

    /// <summary>The longest frame that the other side takes.</summary>
    internal int MaxFrameBytes => _greeting?.MaxFrameBytes ?? _options.MaxFrameBytes;

    /// <summary>Puts a frame into the queue, or drops and counts it. Never waits.</summary>
    internal void Send(StoreId store, Source? peer, ReadOnlySpan<byte> frame)
    {
        if (frame.Length <= MaxFrameBytes && _queue.TryAddFrame(store, peer, frame))
        {
            Interlocked.Increment(ref _framesSent);
            return;
        }

        var dropped = Interlocked.Increment(ref _framesDropped);
        if (BitOperations.IsPow2(dropped) && _end is null) _logger.LogWarning("Frames dropped on the way to {Remote} so far: {Dropped}; it reads too slowly", Remote, dropped);
    }

    /// <summary>Sends what must not be dropped.</summary>
    internal void SendControl(ReadOnlySpan<byte> packet)
    {
        if (!_queue.TryAdd(packet)) Abort(new StreamEnd(StreamEndReason.Stalled, $"{Remote} reads nothing: too many bytes wait for it."));
    }

    private async Task ReadAsync(Stream stream)
    {
        var reader = new PacketReader(stream, Packet.MaxHeadBytes + _options.MaxFrameBytes, OnBytes);
        Begin(await reader.ReadGreetingAsync(_stop.Token).ConfigureAwait(false));
        while (await reader.ReadAsync(_stop.Token).ConfigureAwait(false) is { IsEmpty: false } packet)
        {
            if (!Take(packet.Span)) return;
        }
    }

    private void OnBytes(int count)
    {
        Interlocked.Add(ref _bytesReceived, count);
        Volatile.Write(ref _lastRead, _time.GetTimestamp());
    }

    private void Begin(Greeting greeting)
    {
        if (greeting.Transport == _transport.Id) throw new StreamViolationException(StreamEndReason.ToItself, $"{Remote} is this transport itself.");
        _greeting = greeting;
        if (!Gives && !Takes) throw new StreamViolationException(StreamEndReason.Failed, $"Nothing could pass on the connection to {Remote}: both ends only give, or both only take.");
        _connectedSince = _time.GetUtcNow().UtcTicks;
        _timer.Change(_options.KeepAliveInterval, _options.KeepAliveInterval);
        _logger.LogInformation("Connected to {Remote}", Remote);
    }

    /// <returns>Whether to go on.</returns>
    private bool Take(ReadOnlySpan<byte> packet)
    {
        var content = packet[1..];
        switch (packet[0])
        {
            case Packet.Frame:
                var (store, _) = Packet.ReadHead(ref content, withPeer: false);
                TakeFrame(store, null, content);
                return true;
            case Packet.FrameToOne:
                (store, var peer) = Packet.ReadHead(ref content, withPeer: true);
                TakeFrame(store, peer, content);
                return true;
            case Packet.Ping:
                return true;
            case Packet.Join:
                (store, peer) = Packet.ReadHead(ref content, withPeer: true);
                if (!_transport.TryAddMember(this, store, peer))
                    throw new StreamViolationException(StreamEndReason.Malformed, string.Create(CultureInfo.InvariantCulture, $"{Remote} announced more than {_options.MaxStoresPerConnection} memberships ({nameof(StreamTransportOptions.MaxStoresPerConnection)})."));
                return true;
            case Packet.Leave:
                (store, peer) = Packet.ReadHead(ref content, withPeer: true);
                _transport.RemoveMember(this, store, peer);
                return true;
            case Packet.Lost:
                (store, _) = Packet.ReadHead(ref content, withPeer: false);
                foreach (var link in _transport.LinksOf(store)) link.Receiver.OnFramesLost($"{Remote} dropped frames on their way here: they arrive more slowly than they are made.");
                return true;
            case Packet.Synchronised:
                (store, _) = Packet.ReadHead(ref content, withPeer: false);
                _transport.OnSynchronised(this, store, isHere: false);
                return true;
            case Packet.Bye:
                if (content is [1]) Abort(new StreamEnd(StreamEndReason.Synchronised, $"Both ends of the connection to {Remote} have what the other had."));
                return false;
            default:
                throw new StreamViolationException(StreamEndReason.Malformed, $"{Remote} sent a packet of unknown type {packet[0]}.");
        }
    }

    private void TakeFrame(StoreId store, Source? peer, ReadOnlySpan<byte> frame)
    {
        // One way, the taker may ask and the giver may give, nothing else.
        var isTaken = (Gives && Takes) || GossipFrame.UseOf(frame) switch
        {
            GossipFrameUse.Asks => Gives,
            GossipFrameUse.Tells => Takes,
            _ => true,
        };
        var isDelivered = false;
        foreach (var link in isTaken ? _transport.LinksOf(store) : [])
        {
            if (peer is { } addressee && addressee != link.Self) continue;
            link.Receiver.OnFrame(frame);
            isDelivered = true;
        }

        Interlocked.Increment(ref isDelivered ? ref _framesReceived : ref _framesIgnored);
    }
}
