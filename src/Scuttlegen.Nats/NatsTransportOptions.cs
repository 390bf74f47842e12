using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;

namespace Scuttlegen.Nats;

/// <summary>
/// How a <see cref="NatsTransport"/> reaches its NATS servers. Immutable, with defaults that work against a server on this machine.
/// </summary>
public sealed record NatsTransportOptions
{
    /// <summary>
    /// One or more servers, separated by commas; schemes <c>nats</c>, <c>tls</c>, <c>ws</c> and <c>wss</c>. Several are tried in random order, and servers
    /// of the same cluster that they name are tried too. With <c>tls</c> (and <c>wss</c>) only encrypted connections are made; with <c>nats</c> they are encrypted if
    /// the server offers it, which somebody in between can suppress. May carry a user and password or a token; better keep those in <see cref="Authentication"/>. Default
    /// <c>nats://127.0.0.1:4222</c>.
    /// </summary>
    public string Url { get; init; } = "nats://127.0.0.1:4222";

    /// <summary>
    /// What the subjects of every store begin with: one or more tokens separated by dots, without wildcards. Peers meet only under the same prefix.
    /// Default <c>scuttlegen</c>.
    /// </summary>
    public string SubjectPrefix { get; init; } = "scuttlegen";

    /// <summary>
    /// How long to wait before the first new attempt after a connection was lost or refused. Every further attempt doubles it, up to
    /// <see cref="ReconnectDelayMax"/>; it starts over after a connection that held for that long. Each wait is a random part, between one half and the whole,
    /// so that the peers of a restarted server do not come back in step. Default 100 milliseconds.
    /// </summary>
    public TimeSpan ReconnectDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts; at least <see cref="ReconnectDelayMin"/>, at most one day. Attempts never end. Default 5 seconds.</summary>
    public TimeSpan ReconnectDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many bytes of arrived frames may wait for one store. What arrives beyond that is dropped, and the store is told, so that it asks its
    /// peers again. A single frame is always taken, whatever its size. Default 8 MiB (8,388,608).
    /// </summary>
    public int ReceiveBufferBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// How the peer signs in, in the client's own terms: <c>Username</c> and <c>Password</c>; <c>Token</c>; <c>Seed</c>, the seed of an NKey, whose public key need not be given; <c>NKeyFile</c>, a file
    /// with seed and public key, a line each; <c>Jwt</c> and <c>Seed</c>; <c>CredsFile</c> or <c>Creds</c>, what nsc writes; or <c>AuthCredCallback</c>, which is asked at each attempt. Files are read at each
    /// attempt too, so new credentials count from the next connection on. Seeds never leave the process; passwords and tokens do, so use them over TLS alone. Default: signs in with nothing.
    /// </summary>
    public NatsAuthOpts Authentication { get; init; } = NatsAuthOpts.Default;

    /// <summary>
    /// How connections are encrypted, in the client's own terms: <c>CaFile</c>, the certificates of the authorities that the server's certificate must come from, in the place of
    /// the system's; <c>CertFile</c> and <c>KeyFile</c>, or <c>CertBundleFile</c>, the peer's own certificate for servers that ask for one; <c>Mode</c>. With any certificate the server must encrypt.
    /// Does not apply to WebSocket (<c>wss</c>), which the client configures by <c>WebSocketOpts</c>. Default: the system's authorities, no certificate, and encryption as
    /// <see cref="Url"/> says.
    /// </summary>
    public NatsTlsOpts Tls { get; init; } = NatsTlsOpts.Default;

    /// <summary>
    /// Changes the options of the NATS client itself: timeouts, buffers, WebSocket, whatever has no option here. Called
    /// when the options are checked and when a transport is created, so it should only compute. It gets our defaults: <see cref="Url"/>, <see cref="Authentication"/>, <see cref="Tls"/>,
    /// <see cref="LoggerFactory"/>, a ping every 20 seconds, and no inbox subscription. The transport needs to decide these itself, and overwrites them: <c>Echo</c>, <c>RetryOnInitialConnect</c>,
    /// <c>ReconnectWaitMin</c>, <c>ReconnectWaitMax</c>, <c>ReconnectJitter</c> and <c>MaxReconnectRetry</c>. Default: changes nothing.
    /// </summary>
    public Func<NatsOpts, NatsOpts> ConfigureClient { get; init; } = static client => client;

    /// <summary>Where the transport and the NATS client log. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The options that are data, for a log: without user, password and token.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{NatsAddress.Describe(Url ?? "")}, prefix {SubjectPrefix}, reconnect after {ReconnectDelayMin:c} to {ReconnectDelayMax:c}, receive buffer {ReceiveBufferBytes} bytes");

    /// <summary>Checks every option and derives those of the client.</summary>
    /// <exception cref="ArgumentException">An option has an invalid value; <see cref="ArgumentException.ParamName"/> is its name.</exception>
    internal NatsOpts ToClientOptions()
    {
        CheckUrl(Url);
        CheckSubjectPrefix(SubjectPrefix);
        Check(ReconnectDelayMin > TimeSpan.Zero, nameof(ReconnectDelayMin), "takes a time above zero", ReconnectDelayMin);
        Check(ReconnectDelayMax >= ReconnectDelayMin, nameof(ReconnectDelayMax), $"takes a time of at least {nameof(ReconnectDelayMin)} ({ReconnectDelayMin:c})", ReconnectDelayMax);
        Check(ReconnectDelayMax <= TimeSpan.FromDays(1), nameof(ReconnectDelayMax), "takes a time of at most one day", ReconnectDelayMax);
        Check(ReceiveBufferBytes > 0, nameof(ReceiveBufferBytes), "takes a number of bytes above zero", ReceiveBufferBytes);
        Check(Authentication is not null, nameof(Authentication), "takes the client's NatsAuthOpts", "null");
        Check(Tls is not null, nameof(Tls), "takes the client's NatsTlsOpts", "null");
        Check(ConfigureClient is not null, nameof(ConfigureClient), "takes a function", "null");
        Check(LoggerFactory is not null, nameof(LoggerFactory), "takes a logger factory", "null");

        var client = ConfigureClient!(NatsOpts.Default with
        {
            Url = Url,
            Name = "Scuttlegen",
            AuthOpts = Authentication!,
            TlsOpts = Tls!,
            LoggerFactory = LoggerFactory!,

            // Two unanswered pings end a connection: a dead link shows after a minute, not after the client's usual six.
            PingInterval = TimeSpan.FromSeconds(20),

            // The default mode subscribes to an inbox, which a peer with narrow permissions may not.
            RequestReplyMode = NatsRequestReplyMode.SharedInbox,
        });
        Check(client is not null, nameof(ConfigureClient), "takes a function that returns the client's options", "one that returned null");
        CheckUrl(client!.Url);
        NatsCredentials.Check(client.TlsOpts, nameof(Tls));

        return client with
        {
            AuthOpts = NatsCredentials.Complete(client.AuthOpts, nameof(Authentication)),

            // Frames for other stores of this process go to them directly; what a connection sends need not come back on it.
            Echo = false,

            // Each connection is used once: NatsTransport itself makes the next one. See NatsSession.
            RetryOnInitialConnect = false,
            ReconnectWaitMin = TimeSpan.FromDays(1),
            ReconnectWaitMax = TimeSpan.FromDays(1),
            ReconnectJitter = TimeSpan.Zero,
            MaxReconnectRetry = -1,
        };
    }

    private static void CheckUrl(string? url)
    {
        const string takes = "takes one or more addresses of NATS servers, separated by commas, such as nats://127.0.0.1:4222 (schemes: nats, tls, ws, wss)";
        Check(!string.IsNullOrWhiteSpace(url), nameof(Url), takes, "empty");
        foreach (var address in url!.Split(','))
        {
            Check(NatsAddress.TryParse(address, out _), nameof(Url), takes, $"\"{NatsAddress.Redact(address)}\"");
        }
    }

    private static void CheckSubjectPrefix(string? prefix)
    {
        const string takes = "takes tokens separated by dots, such as scuttlegen or team.scuttlegen, without white space, * and >, at most 128 characters, and not beginning with $";
        Check(!string.IsNullOrEmpty(prefix), nameof(SubjectPrefix), takes, "empty");
        var valid = prefix!.Length <= 128
            && prefix[0] != '$'
            && prefix.Split('.').All(static token => token.Length > 0)
            && !prefix.Any(static c => c is '*' or '>' || char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c));
        Check(valid, nameof(SubjectPrefix), takes, $"\"{prefix}\"");
    }

    private static void Check<T>(bool valid, string option, string takes, T was)
    {
        if (!valid) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} {takes}; it was {was}."), option);
    }
}
