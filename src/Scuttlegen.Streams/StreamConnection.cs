using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Streams;

/// <summary>
/// One connection of a <see cref="StreamTransport"/>: a duplex stream, a loop that reads it and one that writes it. Whatever goes wrong on it ends it and nothing else. All members may be called
/// from any thread.
/// </summary>
public sealed partial class StreamConnection : IAsyncDisposable
{
    // What closing may take, in real time: the other side may be gone, or the stream ignore cancellation.
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly StreamTransport _transport;
    private readonly StreamTransportOptions _options;
    private readonly StreamConnectionOptions _use;
    private readonly Stream _raw;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly SendQueue _queue;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<StreamEnd> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Stream? _stream;
    private StreamEnd? _end;
    private volatile Greeting? _greeting;

    /// <summary>Which transport the other end is; empty before it has greeted.</summary>
    internal Guid RemoteTransport => _greeting?.Transport ?? Guid.Empty;
    private long _lastRead;

    internal StreamConnection(StreamTransport transport, StreamTransportOptions options, Stream raw, StreamConnectionOptions use, string remote, ILogger logger)
    {
        (_transport, _options, _raw, _use, _logger) = (transport, options, raw, use, logger);
        _time = options.TimeProvider;
        _queue = new SendQueue(options.SendQueueBytes);
        Remote = remote;
        _timer = _time.CreateTimer(static connection => ((StreamConnection)connection!).CheckLife(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _queue.TryAdd(new Greeting(use.Direction != StreamDirection.TakeOnly, use.Direction != StreamDirection.GiveOnly, use.Tail, transport.Id, options.MaxFrameBytes).ToBytes());
    }

    /// <summary>The other side, for people: its address, or the name given to <see cref="StreamTransport.AddConnection"/>.</summary>
    public string Remote { get; }

    /// <summary>Completes, always successfully, when the connection has ended and its stream is disposed: says why.</summary>
    public Task<StreamEnd> Closed => _closed.Task;

    /// <summary>Which peers take part in which stores at the other end.</summary>
    public ImmutableArray<(StoreId Store, Source Peer)> Peers => _transport.PeersOf(this);

    /// <summary>What passed so far.</summary>
    public StreamConnectionStatistics GetStatistics() => new()
    {
        ConnectedSince = _connectedSince is 0 ? null : new DateTimeOffset(_connectedSince, TimeSpan.Zero),
        FramesSent = Interlocked.Read(ref _framesSent),
        FramesReceived = Interlocked.Read(ref _framesReceived),
        FramesDropped = Interlocked.Read(ref _framesDropped),
        FramesIgnored = Interlocked.Read(ref _framesIgnored),
        BytesSent = Interlocked.Read(ref _bytesSent),
        BytesReceived = Interlocked.Read(ref _bytesReceived),
        BytesQueued = _queue.Queued,
    };

    /// <summary>Writes what waits, says good-bye, and closes: within seconds, whatever the other side does.</summary>
    public async ValueTask DisposeAsync()
    {
        Finish(new StreamEnd(StreamEndReason.ClosedHere, $"The connection to {Remote} was closed here."));
        await Closed.ConfigureAwait(false);
    }

    internal Task FlushAsync() => _queue.FlushAsync();

    /// <summary>Runs until the end. Never throws.</summary>
    internal async Task RunAsync()
    {
        // Not under the lock of the caller.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _timer.Change(_options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (_stop.Token.UnsafeRegister(static stopped => ((TaskCompletionSource)stopped!).TrySetResult(), stopped).ConfigureAwait(false))
        {
            var work = Task.Run(WorkAsync);
            await Task.WhenAny(work, stopped.Task).ConfigureAwait(false);
            await StopAsync().ConfigureAwait(false);
            try
            {
                await work.WaitAsync(ClosePatience).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _logger.LogWarning("The stream to {Remote} took neither cancelling nor disposing within {Patience}; left behind", Remote, ClosePatience);
            }
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        _transport.Remove(this, _end!);
        _logger.LogInformation("Connection to {Remote} ended ({Reason}): {Message}", Remote, _end!.Reason, _end.Message);
        _closed.SetResult(_end);
    }

    /// <summary>Ends at once; what waits is not written. The first reason counts.</summary>
    internal void Abort(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, end, null);

        // Its callbacks run elsewhere: the caller may hold a lock.
        _ = _stop.CancelAsync();
    }

    /// <summary>Ends after what waits is written, and the other side has had the time to read it.</summary>
    internal void Finish(StreamEnd end)
    {
        if (Interlocked.CompareExchange(ref _end, end, null) is not null) return;
        _queue.Complete(Packet.Short(Packet.Bye, end.Reason == StreamEndReason.Synchronised ? (byte)1 : (byte)0));
        _stop.CancelAfter(ClosePatience);
    }

    private async Task WorkAsync()
    {
        var writing = Task.CompletedTask;
        try
        {
            _stream = _use.Wrap is { } wrap ? await wrap(_raw, _stop.Token).ConfigureAwait(false) : _raw;
            writing = WriteAsync(_stream);
            await ReadAsync(_stream).ConfigureAwait(false);
            Abort(new StreamEnd(StreamEndReason.ClosedByPeer, $"{Remote} closed the connection."));
        }
        catch (StreamViolationException violation)
        {
            Abort(new StreamEnd(violation.Reason, violation.Message));
        }
        catch (Exception exception)
        {
            // Also what cancelling and disposing cause: then the reason is set, and stays.
            Abort(new StreamEnd(StreamEndReason.Failed, $"The connection to {Remote} failed: {exception.Message}"));
        }

        await writing.ConfigureAwait(false);
    }

    private async Task WriteAsync(Stream stream)
    {
        try
        {
            while (await _queue.TakeAsync(_stop.Token).ConfigureAwait(false) is { IsEmpty: false } bytes)
            {
                await stream.WriteAsync(bytes, _stop.Token).ConfigureAwait(false);
                await stream.FlushAsync(_stop.Token).ConfigureAwait(false);
                Interlocked.Add(ref _bytesSent, bytes.Length);
                _queue.Written();
            }

            // Closing a socket that holds unread bytes would reset it, and the other side lose what it has not read yet. So only this half closes, and the reading loop goes on until the other half does.
            if (_raw is NetworkStream tcp) tcp.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception)
        {
            Abort(new StreamEnd(StreamEndReason.Failed, $"The connection to {Remote} failed: {exception.Message}"));
        }
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _queue.Close();
        foreach (var stream in new[] { _stream, _raw })
        {
            try
            {
                if (stream is not null) await stream.DisposeAsync().AsTask().WaitAsync(ClosePatience).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.LogDebug(exception, "Disposing the stream to {Remote} failed", Remote);
            }
        }
    }

    /// <summary>Called by the timer: gives up a silent connection, and shows a sign of life on an idle one.</summary>
    private void CheckLife()
    {
        if (_greeting is null)
        {
            Abort(new StreamEnd(StreamEndReason.Silent, string.Create(CultureInfo.InvariantCulture, $"{Remote} did not say who it is within {_options.HandshakeTimeout.TotalSeconds:0.###} s.")));
        }
        else if (_time.GetElapsedTime(Volatile.Read(ref _lastRead)) >= _options.IdleTimeout)
        {
            Abort(new StreamEnd(StreamEndReason.Silent, string.Create(CultureInfo.InvariantCulture, $"{Remote} was not heard for {_options.IdleTimeout.TotalSeconds:0.###} s.")));
        }
        else if (_queue.Queued == 0)
        {
            _queue.TryAdd(Packet.Short(Packet.Ping));
        }
    }
}
