using System.Buffers;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Nats;

/// <summary>
/// What waits for one receiver, frames and news in order, bounded in bytes. One task hands it over, so the receiver is never called twice at
/// a time, a slow one holds up neither the socket nor other stores, and none is called after the inbox is disposed.
/// </summary>
internal sealed class LinkInbox : IAsyncDisposable
{
    // Counted for each frame beside its bytes, so that empty frames are bounded too.
    private const int FrameOverhead = 64;

    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(5);

    private readonly Channel<Item> _items = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ITransportReceiver _receiver;
    private readonly ILogger _logger;
    private readonly int _limit;
    private readonly Task _pump;

    private long _waiting;
    private long _lost;
    private int _lossQueued;
    private bool _lossTold;
    private volatile bool _stopped;
    private volatile int _receiverThread;

    public LinkInbox(ITransportReceiver receiver, int limit, ILogger logger)
    {
        _receiver = receiver;
        _limit = limit;
        _logger = logger;
        _pump = Task.Run(PumpAsync);
    }

    private enum Kind
    {
        Frame,
        Connected,
        Disconnected,
        Lost,
    }

    /// <summary>Copies a frame, or drops and counts it when too much waits already. Never throws and never waits.</summary>
    public void AddFrame(in ReadOnlySequence<byte> frame)
    {
        var length = checked((int)frame.Length);
        if (!TryReserve(length)) return;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        frame.CopyTo(buffer);
        Add(new Item(Kind.Frame, buffer, length, null));
    }

    /// <inheritdoc cref="AddFrame(in ReadOnlySequence{byte})"/>
    public void AddFrame(ReadOnlySpan<byte> frame)
    {
        if (!TryReserve(frame.Length)) return;
        var buffer = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(buffer);
        Add(new Item(Kind.Frame, buffer, frame.Length, null));
    }

    public void AddConnected() => Add(new Item(Kind.Connected, null, 0, null));

    public void AddDisconnected(string reason) => Add(new Item(Kind.Disconnected, null, 0, reason));

    /// <summary>Drops what waits, and completes when the receiver's last call has returned, or after five seconds if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        _items.Writer.TryComplete();

        // Called by the receiver itself: its call is the last one, and waiting for it would never end.
        if (_receiverThread == Environment.CurrentManagedThreadId) return;
        try
        {
            await _pump.WaitAsync(DisposeTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.LogWarning("A receiver has not returned from a call for {Timeout}; left without waiting any longer", DisposeTimeout);
        }
    }

    private void Add(in Item item)
    {
        if (!_items.Writer.TryWrite(item)) Release(item);
    }

    private bool TryReserve(int length)
    {
        if (_stopped) return false;
        var cost = length + FrameOverhead;
        var waiting = Interlocked.Add(ref _waiting, cost);
        if (waiting <= _limit || waiting == cost) return true;
        Interlocked.Add(ref _waiting, -cost);
        Interlocked.Increment(ref _lost);
        if (Interlocked.Exchange(ref _lossQueued, 1) == 0) Add(new Item(Kind.Lost, null, 0, null));
        return false;
    }

    private void Release(in Item item)
    {
        if (item.Buffer is null) return;
        ArrayPool<byte>.Shared.Return(item.Buffer);
        Interlocked.Add(ref _waiting, -(item.Length + FrameOverhead));
    }

    private async Task PumpAsync()
    {
        while (await _items.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_items.Reader.TryRead(out var item))
            {
                if (!_stopped) Deliver(item);
                Release(item);

                // The first loss is told at once, further ones when what waited before them has been taken.
                if (!_stopped && !_lossTold && Volatile.Read(ref _lost) > 0) TellLoss();
            }
        }
    }

    private void Deliver(in Item item)
    {
        if (item.Kind != Kind.Lost)
        {
            Call(item);
            return;
        }

        Volatile.Write(ref _lossQueued, 0);
        if (Volatile.Read(ref _lost) > 0) TellLoss();
        _lossTold = false;
    }

    private void TellLoss()
    {
        _lossTold = true;
        var lost = Interlocked.Exchange(ref _lost, 0);
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"Dropped frames: {lost}. The store takes frames from NATS more slowly than they arrive, and {_limit} bytes ({nameof(NatsTransportOptions.ReceiveBufferBytes)}) already wait.");
        _logger.LogWarning("{Reason}", reason);
        Call(new Item(Kind.Lost, null, 0, reason));
    }

    private void Call(in Item item)
    {
        _receiverThread = Environment.CurrentManagedThreadId;
        try
        {
            switch (item.Kind)
            {
                case Kind.Frame:
                    _receiver.OnFrame(item.Buffer.AsSpan(0, item.Length));
                    break;
                case Kind.Connected:
                    _receiver.OnConnected();
                    break;
                case Kind.Disconnected:
                    _receiver.OnDisconnected(item.Reason!);
                    break;
                default:
                    _receiver.OnFramesLost(item.Reason!);
                    break;
            }
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "A receiver threw, which it must not; the transport goes on");
        }
        finally
        {
            _receiverThread = 0;
        }
    }

    private readonly record struct Item(Kind Kind, byte[]? Buffer, int Length, string? Reason);
}
