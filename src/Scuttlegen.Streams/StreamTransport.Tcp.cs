using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Streams;

/// <content>TCP: one loop that listens and accepts, and one for each address that is dialled. They never end before the transport does.</content>
public sealed partial class StreamTransport
{
    private async Task ListenAsync(IPEndPoint address)
    {
        var delay = _options.ReconnectDelayMin;
        while (!_stop.IsCancellationRequested)
        {
            // Not yielded before the first attempt: the port is known when the first store has joined.
            using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.Bind(address);
                listener.Listen();
                _listensOn = (IPEndPoint)listener.LocalEndPoint!;
                _logger.LogInformation("Listening on {Address}", _listensOn);
                delay = _options.ReconnectDelayMin;
                while (true) Accept(await listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (SocketException exception)
            {
                Fail($"Cannot listen on {address}: {exception.Message}");
            }
            finally
            {
                _listensOn = null;
            }

            delay = await BackOffAsync(delay).ConfigureAwait(false);
        }
    }

    private void Accept(Socket socket)
    {
        try
        {
            AddConnection(ToStream(socket), _options.Accepted, socket.RemoteEndPoint?.ToString());
        }
        catch (Exception exception) when (exception is InvalidOperationException or SocketException or IOException)
        {
            // Among them that the transport is being disposed.
            _logger.LogWarning("A connection was not accepted: {Reason}", exception.Message);
            socket.Dispose();
        }
    }

    private async Task DialAsync(EndPoint address)
    {
        // Not under the lock of the caller.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await KeepDialledAsync(address).ConfigureAwait(false);
        Interlocked.Decrement(ref _dials);
    }

    private async Task KeepDialledAsync(EndPoint address)
    {
        var name = TcpAddress.Format(address);
        var delay = _options.ReconnectDelayMin;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var connection = await ConnectAsync(address, name).ConfigureAwait(false);
                var started = _options.TimeProvider.GetTimestamp();
                var end = await connection.Closed.ConfigureAwait(false);
                if (end.Reason == StreamEndReason.ToItself || (end.Reason == StreamEndReason.Synchronised && !_options.Dialled.Tail)) return;
                if (_options.TimeProvider.GetElapsedTime(started) >= _options.ReconnectDelayMax) delay = _options.ReconnectDelayMin;
                if (!_stop.IsCancellationRequested) Fail($"The connection to {name} was lost: {end.Message}");
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException or OperationCanceledException)
            {
                if (!_stop.IsCancellationRequested) Fail($"{name} cannot be reached: {exception.Message}");
            }

            delay = await BackOffAsync(delay).ConfigureAwait(false);
        }
    }

    private async Task<StreamConnection> ConnectAsync(EndPoint address, string name)
    {
        // Without a family: a name may lead to addresses of either.
        var socket = address is IPEndPoint { AddressFamily: var family } ? new Socket(family, SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return AddConnection(ToStream(socket), _options.Dialled, name);
        }
        catch (OperationCanceledException exception) when (!_stop.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"no answer within {_options.ConnectTimeout.TotalSeconds:0.###} s"), exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static NetworkStream ToStream(Socket socket)
    {
        // Frames are coalesced here already; waiting for more would only delay them.
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void Fail(string what)
    {
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{what.TrimEnd('.')}. It is tried again and again, at first after {_options.ReconnectDelayMin.TotalSeconds:0.###} s, at last every {_options.ReconnectDelayMax.TotalSeconds:0.###} s.");
        _logger.LogInformation("{Reason}", reason);
        TellFailure(reason);
    }

    /// <summary>Waits before an address is tried again: there is no condition to wait on but time, which is the options' own. Returns how long to wait the next time.</summary>
    private async Task<TimeSpan> BackOffAsync(TimeSpan delay)
    {
        await Task.Delay(delay * (0.5 + (Random.Shared.NextDouble() / 2)), _options.TimeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return delay * 2 < _options.ReconnectDelayMax ? delay * 2 : _options.ReconnectDelayMax;
    }
}
