using System.Globalization;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Scuttlegen.Nats;

/// <summary>
/// Carries frames between peers over NATS: one connection for any number of stores and rooms, made when the first store joins and made again
/// whenever it is lost, for ever. Broadcasts go to the subject <c>&lt;prefix&gt;.&lt;store id&gt;.all</c>, frames for one peer to
/// <c>&lt;prefix&gt;.&lt;store id&gt;.to.&lt;peer&gt;.&lt;incarnation&gt;</c>, ids as lower-case hexadecimal digits. Nothing is kept by the server (no JetStream): who is away
/// catches up by gossip. All members may be called from any thread.
/// </summary>
public sealed class NatsTransport : ITransport
{
    private static readonly TimeSpan DisposeTimeout = TimeSpan.FromSeconds(10);

    private readonly NatsTransportOptions _options;
    private readonly NatsOpts _client;
    private readonly ILogger _logger;
    private readonly string _addresses;
    private readonly string _retry;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<NatsLink> _links = [];
    private readonly HashSet<string> _reasonsLogged = [];

    // All below: under _gate.
    private Task? _run;
    private Task? _disposing;
    private NatsSession? _session;
    private string? _downReason;
    private IReadOnlyList<string> _clusterAddresses = [];

    /// <summary>Creates a transport that connects when the first store joins.</summary>
    /// <param name="options">Where and how to connect. Default: a server on this machine.</param>
    /// <exception cref="ArgumentException">An option is invalid; <see cref="ArgumentException.ParamName"/> and the message name it.</exception>
    public NatsTransport(NatsTransportOptions? options = null)
    {
        _options = options ?? new NatsTransportOptions();
        _client = _options.ToClientOptions();
        _logger = _options.LoggerFactory.CreateLogger<NatsTransport>();
        _addresses = NatsAddress.Describe(_client.Url);
        _retry = string.Create(CultureInfo.InvariantCulture, $"It is tried again and again, at first after {_options.ReconnectDelayMin.TotalSeconds:0.###} s, at last every {_options.ReconnectDelayMax.TotalSeconds:0.###} s.");
    }

    /// <summary>What to say while there is no connection and no reason is known either.</summary>
    internal string NoConnection => $"There is no connection to NATS at {_addresses} at the moment. {_retry}";

    /// <inheritdoc/>
    public ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<ITransportLink>(cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing is not null, this);
            var link = new NatsLink(this, _options.SubjectPrefix, store, self, new LinkInbox(receiver, _options.ReceiveBufferBytes, _logger), _logger);
            _links.Add(link);
            IntroduceSiblings(store);
            if (_session is { } session) link.Attaching = AttachAsync(link, session);
            else if (_downReason is { } reason) link.GoDown(reason);
            _run ??= Task.Run(RunAsync, CancellationToken.None);
            return ValueTask.FromResult<ITransportLink>(link);
        }
    }

    /// <summary>
    /// Leaves all stores and closes the connection, within seconds whatever the server does. Frames on their way out may be lost:
    /// call <see cref="ITransportLink.FlushAsync"/> before, if they matter.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate) return new ValueTask(_disposing ??= Task.Run(CloseAsync));
    }

    internal async Task LeaveAsync(NatsLink link)
    {
        Task attaching;
        NatsSession? session;
        lock (_gate)
        {
            if (!_links.Remove(link)) return;
            IntroduceSiblings(link.Store);
            attaching = link.Attaching;
            session = _session;
        }

        await attaching.ConfigureAwait(false);
        if (session is not null) await session.UnsubscribeAsync(link.Inbox).ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        Task run;
        NatsLink[] links;
        lock (_gate)
        {
            run = _run ?? Task.CompletedTask;
            links = [.. _links];

            // The whole connection goes: no link need unsubscribe.
            _session = null;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(links.Select(link => link.DisposeAsync().AsTask())).ConfigureAwait(false);
        try
        {
            await run.WaitAsync(DisposeTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.LogWarning("The connection to NATS at {Addresses} did not close within {Timeout}", _addresses, DisposeTimeout);
        }
    }

    private async Task RunAsync()
    {
        var delay = _options.ReconnectDelayMin;
        while (!_stop.IsCancellationRequested)
        {
            var started = TimeProvider.System.GetTimestamp();
            await UseOneSessionAsync().ConfigureAwait(false);
            if (TimeProvider.System.GetElapsedTime(started) >= _options.ReconnectDelayMax) delay = _options.ReconnectDelayMin;

            // Whether a server can be reached again shows only who tries: nothing but time to wait on, real as the network is.
            await Task.Delay(delay * (0.5 + (Random.Shared.NextDouble() / 2)), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < _options.ReconnectDelayMax ? delay * 2 : _options.ReconnectDelayMax;
        }
    }

    /// <summary>Connects, serves until the connection is lost, and tells every link. Never throws.</summary>
    private async Task UseOneSessionAsync()
    {
        NatsSession? session = null;
        try
        {
            session = new NatsSession(_client with { Url = UrlOfCluster() }, _logger, OnServerError);
            await session.ConnectAsync(_stop.Token).ConfigureAwait(false);
            Begin(session);
            var cause = await session.Closed.WaitAsync(_stop.Token).ConfigureAwait(false);
            End($"The connection to NATS at {_addresses} was lost: {cause}. {_retry}");
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            if (exception is not IOException) _logger.LogError(exception, "Unexpected failure of the connection to NATS at {Addresses}", _addresses);
            End($"NATS at {_addresses} cannot be reached: {exception.Message.TrimEnd('.')}. {_retry}");
        }
        finally
        {
            if (session is not null)
            {
                // Before the socket closes, so that nobody publishes into it.
                lock (_gate) _session = null;
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private void Begin(NatsSession session)
    {
        lock (_gate)
        {
            _session = session;
            _downReason = null;
            _reasonsLogged.Clear();
            _clusterAddresses = session.ClusterAddresses;
            foreach (var link in _links) link.Attaching = AttachAsync(link, session);
        }

        _logger.LogInformation("Connected to NATS at {Addresses}: {Server}", _addresses, session.ServerName);
    }

    private void End(string reason)
    {
        lock (_gate)
        {
            _session = null;
            _downReason = reason;
            foreach (var link in _links) link.GoDown(reason);
            if (!_reasonsLogged.Add(reason)) return;
        }

        _logger.LogWarning("{Reason}", reason);
    }

    /// <summary>Subscribes, and tells the link that it is up when the server has confirmed that. Never throws.</summary>
    private async Task AttachAsync(NatsLink link, NatsSession session)
    {
        // Not under the lock of the caller.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(session.ClosedToken, link.Leaving);
        limit.CancelAfter(_client.CommandTimeout);
        try
        {
            foreach (var subject in link.ListensTo) await session.SubscribeAsync(subject, link.Inbox, limit.Token).ConfigureAwait(false);
            await session.PingAsync(limit.Token).ConfigureAwait(false);
            lock (_gate)
            {
                if (_session == session && link.RefusedIn != session && _links.Contains(link)) link.GoUp(session);
            }
        }
        catch (Exception) when (link.Leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // A server that connects but does not answer is as good as gone.
            _logger.LogDebug(exception, "Could not subscribe to store {Store}", link.Store);
            session.Close("it did not take a subscription");
        }
    }

    private void OnServerError(string error)
    {
        lock (_gate)
        {
            // A peer that may not publish only listens, which is a way to take part; one that may not subscribe hears nothing.
            foreach (var link in error.Contains("Subscription", StringComparison.Ordinal) ? _links : [])
            {
                if (link.ListensTo.FirstOrDefault(subject => error.Contains(subject, StringComparison.OrdinalIgnoreCase)) is not { } refused) continue;
                link.RefusedIn = _session;
                link.GoDown($"NATS at {_addresses} refuses the subscription to {refused}: {error}. The peer's permissions must allow it; it is tried again with the next connection.");
            }

            foreach (var link in error.Contains("Publish", StringComparison.Ordinal) ? _links : [])
            {
                if (!error.Contains(link.SpeaksTo, StringComparison.OrdinalIgnoreCase)) continue;
                link.GoMute($"NATS at {_addresses} refuses what this peer writes to {link.SpeaksTo}: {error}. The peer's permissions must allow it; until then it only listens.");
            }

            // Each subject that may not be published to is another error: enough is enough.
            if (_reasonsLogged.Count >= 100 || !_reasonsLogged.Add(error)) return;
        }

        _logger.LogWarning("NATS at {Addresses} says: {Error}", _addresses, error);
    }

    /// <summary>Under the lock: who of one store can be reached without the server.</summary>
    private void IntroduceSiblings(StoreId store)
    {
        var members = _links.FindAll(link => link.Store == store);
        foreach (var member in members) member.Siblings = [.. members.Where(other => other != member)];
    }

    /// <summary>The configured servers first, whose credentials count, then those that the last server named.</summary>
    private string UrlOfCluster()
    {
        IReadOnlyList<string> discovered;
        lock (_gate) discovered = _clusterAddresses;
        var first = _client.Url.Split(',')[0];
        if (discovered.Count == 0 || first.StartsWith("ws", StringComparison.Ordinal)) return _client.Url;
        var scheme = first.StartsWith("tls:", StringComparison.Ordinal) ? "tls" : "nats";
        var known = _client.Url.Split(',').Select(address => NatsAddress.TryParse(address, out var parsed) ? parsed.Authority : "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return string.Join(',', [_client.Url, .. discovered.Where(address => known.Add(address)).Select(address => $"{scheme}://{address}")]);
    }
}
