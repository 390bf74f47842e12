using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Scuttlegen.Nats;

/// <summary>
/// One connection to NATS, from its making to its first failure. The client can reconnect by itself, but then frames and pings written before the
/// failure leave after it, a publish in between waits, and nobody learns why an attempt failed; a session that is used once has none of
/// that.
/// </summary>
internal sealed class NatsSession : IAsyncDisposable
{
    /// <summary>What NATS servers carry unless they are told otherwise.</summary>
    public const int DefaultMaxFrameBytes = 1024 * 1024;

    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(5);

    private readonly NatsConnection _connection;
    private readonly ClientLog _log;
    private readonly ILogger _logger;
    private readonly Action<string> _onServerError;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();

    // The client's own table of subscriptions holds them weakly.
    private readonly HashSet<FrameSubscription> _subscriptions = [];
    private Task _connecting = Task.CompletedTask;
    private volatile string? _serverError;
    private volatile bool _disposing;

    public NatsSession(NatsOpts client, ILogger logger, Action<string> onServerError)
    {
        _logger = logger;
        _onServerError = onServerError;
        _log = new ClientLog(client.LoggerFactory);
        ClosedToken = _closing.Token;
        _connection = new NatsConnection(client with { LoggerFactory = _log })
        {
            OnConnectingAsync = AllowFirstConnection,
            OnSocketAvailableAsync = RefuseSocketWhenDisposedAsync,
        };
        _connection.ConnectionDisconnected += OnDisconnectedAsync;
        _connection.ServerError += OnServerErrorAsync;
    }

    /// <summary>Completes when the connection is lost, with what ended it.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Cancelled when the connection is lost or given up.</summary>
    public CancellationToken ClosedToken { get; }

    /// <summary>Whether a frame would leave now, not after a connection yet to be made.</summary>
    public bool IsOpen => _connection.ConnectionState == NatsConnectionState.Open && !ClosedToken.IsCancellationRequested;

    public int MaxFrameBytes => Math.Min(_connection.ServerInfo?.MaxPayload ?? DefaultMaxFrameBytes, _connection.Opts.MaxPayloadHardCap);

    /// <summary>The server's own name for itself.</summary>
    public string ServerName => _connection.ServerInfo is { } info ? $"{info.Name} (NATS {info.Version})" : "unknown";

    /// <summary>Servers of the same cluster, as <c>host:port</c>.</summary>
    public IReadOnlyList<string> ClusterAddresses => _connection.ServerInfo?.ClientConnectUrls ?? [];

    /// <summary>Connects and authenticates.</summary>
    /// <exception cref="IOException">It failed; the message says why, without a final period.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _connecting = _connection.ConnectAsync().AsTask();
        try
        {
            await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(DescribeFailure(exception), exception);
        }
    }

    public async Task SubscribeAsync(string subject, LinkInbox inbox, CancellationToken cancellationToken)
    {
        var subscription = new FrameSubscription(_connection, subject, inbox, _logger);
        lock (_gate) _subscriptions.Add(subscription);
        await _connection.AddSubAsync(subscription, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends every subscription that fills <paramref name="inbox"/>.</summary>
    public Task UnsubscribeAsync(LinkInbox inbox) => UnsubscribeAsync(subscription => subscription.Inbox == inbox);

    private async Task UnsubscribeAsync(Func<FrameSubscription, bool> which)
    {
        FrameSubscription[] subscriptions;
        lock (_gate)
        {
            subscriptions = [.. _subscriptions.Where(which)];
            _subscriptions.ExceptWith(subscriptions);
        }

        await Task.WhenAll(subscriptions.Select(UnsubscribeAsync)).ConfigureAwait(false);
    }

    private async Task UnsubscribeAsync(FrameSubscription subscription)
    {
        try
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The connection is gone, and the server has forgotten the subscription with it.
            _logger.LogDebug(exception, "Could not unsubscribe from {Subject}", subscription.Subject);
        }
    }

    /// <summary>Publishes, or waits for room in the client's bounded buffer. The frame is copied before it returns.</summary>
    public ValueTask PublishAsync(string subject, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) =>
        _connection.PublishAsync(subject, frame, serializer: NatsRawSerializer<ReadOnlyMemory<byte>>.Default, cancellationToken: cancellationToken);

    /// <summary>Completes when the server has taken everything that was written before.</summary>
    public async Task PingAsync(CancellationToken cancellationToken) => await _connection.PingAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Declares the connection lost.</summary>
    public void Close(string reason)
    {
        if (!_closed.TrySetResult(reason)) return;
        _closing.Cancel();
    }

    /// <summary>Closes the socket; completes within seconds, whatever the server does.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposing = true;
        Close("it was closed here");

        // The client would wait for room to write each UNSUB, and fail before it has stopped its own tasks when a hung server leaves none.
        // So they are taken from it here, and not waited for: each ends by itself within the client's CommandTimeout, and never throws.
        _ = UnsubscribeAsync(static _ => true);

        try
        {
            await _connection.DisposeAsync().AsTask().WaitAsync(DisposeTimeout).ConfigureAwait(false);
            await _connecting.WaitAsync(DisposeTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception exception)
        {
            _logger.LogDebug(exception, "The NATS client did not close cleanly");
        }
    }

    private string DescribeFailure(Exception exception)
    {
        // The client's own exception names the addresses only; the causes are in its log.
        IEnumerable<Exception> causes = exception.InnerException is null && _log.Failures is { Count: > 0 } failures ? failures : [exception];
        var described = string.Join("; ", causes.Select(DescribeCause).Distinct());

        // How a refused certificate shows differs by platform and moment: an alert, or a closed socket. That the server asked for one is known.
        return _connection.ServerInfo is { TlsVerify: true } && !causes.Any(IsOwnRefusal) && !causes.Any(static cause => cause.GetBaseException() is NatsServerException)
            ? $"{described}. The server asks for a certificate, and was shown {NatsCredentials.DescribeCertificate(_connection.Opts.TlsOpts)}"
            : described;
    }

    /// <summary>Whether it is this peer that does not trust the server, not the other way round: then no alert of the server's is behind it.</summary>
    private static bool IsOwnRefusal(Exception exception) => exception.GetBaseException() is AuthenticationException;

    private string DescribeCause(Exception exception)
    {
        var cause = exception.GetBaseException();
        return cause switch
        {
            NatsServerException { IsAuthError: true } server => $"the server refuses {NatsCredentials.Describe(_connection.Opts)}: {server.Error.Trim().Trim('\'')}",
            NatsServerException server => $"the server says {server.Error.Trim().Trim('\'')}",
            AuthenticationException => $"the server's certificate is not trusted, {NatsCredentials.DescribeTrust(_connection.Opts.TlsOpts)}: {cause.Message.Trim().TrimEnd('.')}",
            TimeoutException => $"no answer within {_connection.Opts.ConnectTimeout.TotalSeconds:0.###} seconds",
            SocketException { SocketErrorCode: SocketError.TimedOut } => $"no answer within {_connection.Opts.ConnectTimeout.TotalSeconds:0.###} seconds",
            _ => cause.Message.Trim().TrimEnd('.'),
        };
    }

    private ValueTask<(string Host, int Port)> AllowFirstConnection((string Host, int Port) target) =>
        _connection.ConnectionState == NatsConnectionState.Connecting && !_disposing
            ? ValueTask.FromResult(target)
            : ValueTask.FromException<(string, int)>(new OperationCanceledException("This session is over; the transport makes the next one."));

    private async ValueTask<INatsSocketConnection> RefuseSocketWhenDisposedAsync(INatsSocketConnection socket)
    {
        // The client would go on to use a socket that opened while it was being disposed.
        if (!_disposing) return socket;
        await socket.DisposeAsync().ConfigureAwait(false);
        throw new OperationCanceledException("This session is over.");
    }

    private ValueTask OnDisconnectedAsync(object? sender, NatsEventArgs args)
    {
        Close(_serverError is { } error ? $"the server says {error}" : "the connection was closed");
        return default;
    }

    private ValueTask OnServerErrorAsync(object? sender, NatsServerErrorEventArgs args)
    {
        var error = args.Error.Trim().Trim('\'');
        if (args.Kind != NatsServerErrorKind.PermissionsViolation) _serverError = error;
        _onServerError(error);
        return default;
    }
}
