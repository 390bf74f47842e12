using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Scuttlegen.Wire;

namespace Scuttlegen.Streams;

/// <summary>Where a <see cref="StreamTransport"/> listens, whom it dials, and within which bounds. Immutable; the defaults neither listen nor dial.</summary>
public sealed record StreamTransportOptions
{
    /// <summary>Where to accept TCP connections; port 0 takes any free one, see <see cref="StreamTransport.ListensOn"/>. Default <see langword="null"/>: nowhere.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>
    /// Addresses (<see cref="IPEndPoint"/>, <see cref="DnsEndPoint"/>) to keep one TCP connection to each of, dialled again whenever it is lost. An address that turns out to be this transport itself
    /// is given up, so that all peers can have the same list. At most <see cref="MaxConnections"/>. Default: none.
    /// </summary>
    public ImmutableArray<EndPoint> Dial { get; init; } = [];

    /// <summary>How accepted connections are used. Default: both ways, for as long as they last, without encryption.</summary>
    public StreamConnectionOptions Accepted { get; init; } = new();

    /// <summary>How dialled connections are used. Default: both ways, for as long as they last, without encryption.</summary>
    public StreamConnectionOptions Dialled { get; init; } = new();

    /// <summary>
    /// How long to wait before the first new attempt to dial or to listen. Every further attempt doubles it, up to <see cref="ReconnectDelayMax"/>; it starts over after a connection that held for that long.
    /// Each wait is a random part, between one half and the whole, so that the peers of a restarted one do not come back in step. Default 100 ms; above 0.
    /// </summary>
    public TimeSpan ReconnectDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two attempts; at least <see cref="ReconnectDelayMin"/>, at most one day. Attempts never end. Default 5 s.</summary>
    public TimeSpan ReconnectDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt to dial may take. Default 10 s; 1 ms to 1 day.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to say who it is, <see cref="StreamConnectionOptions.Wrap"/> included. Default 10 s; 1 ms to 1 day.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a sign of life is sent if nothing else waits. Must be well below the other side's <see cref="IdleTimeout"/>. Default 10 s; 1 ms to 1 day.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a byte from the other side a connection counts as dead and is closed, by the next <see cref="KeepAliveInterval"/>. Above <see cref="KeepAliveInterval"/>, at most 1 day. Default 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many bytes may wait, and be under way, on one connection. Frames beyond it are dropped for that neighbour alone, and it is told, so that it asks again. A single frame is always taken,
    /// whatever its size. Default 8 MiB (8,388,608); from 4 KiB to 1 GiB.
    /// </summary>
    public int SendQueueBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// The largest frame that is taken, in bytes, and so about the most memory that one connection costs for reading; a longer one ends the connection. The other side is told, and sends none.
    /// Default 1 MiB (1,048,576); from <see cref="WireLimits.MinFrameBytes"/> to <see cref="WireLimits.MaxFrameBytes"/>.
    /// </summary>
    public int MaxFrameBytes { get; init; } = 1024 * 1024;

    /// <summary>How many connections there may be at a time, whoever began them; beyond it accepted ones are closed at once. Default 128; from 1.</summary>
    public int MaxConnections { get; init; } = 128;

    /// <summary>How many memberships of stores the other side of one connection may announce; one more ends the connection. Default 1,024; from 1.</summary>
    public int MaxStoresPerConnection { get; init; } = 1024;

    /// <summary>The clock and timers of back-off, keep-alive and timeouts. Default <see cref="TimeProvider.System"/>; with <c>UseTcp</c> the store's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the transport logs. Default: nowhere; with <c>UseTcp</c> where the store does.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">An option has an invalid value; <see cref="ArgumentException.ParamName"/> is its name.</exception>
    internal void Validate()
    {
        Check(Accepted is not null, nameof(Accepted), "options", "null");
        Check(Dialled is not null, nameof(Dialled), "options", "null");
        Check(TimeProvider is not null, nameof(TimeProvider), "a clock", "null");
        Check(LoggerFactory is not null, nameof(LoggerFactory), "a logger factory", "null");
        Accepted!.Validate(nameof(Accepted));
        Dialled!.Validate(nameof(Dialled));
        CheckTime(ReconnectDelayMin, nameof(ReconnectDelayMin));
        CheckTime(ReconnectDelayMax, nameof(ReconnectDelayMax));
        Check(ReconnectDelayMax >= ReconnectDelayMin, nameof(ReconnectDelayMax), $"a time of at least {nameof(ReconnectDelayMin)} ({ReconnectDelayMin:c})", ReconnectDelayMax);
        CheckTime(ConnectTimeout, nameof(ConnectTimeout));
        CheckTime(HandshakeTimeout, nameof(HandshakeTimeout));
        CheckTime(KeepAliveInterval, nameof(KeepAliveInterval));
        CheckTime(IdleTimeout, nameof(IdleTimeout));
        Check(IdleTimeout > KeepAliveInterval, nameof(IdleTimeout), $"a time above {nameof(KeepAliveInterval)} ({KeepAliveInterval:c})", IdleTimeout);
        Check(SendQueueBytes is >= 4096 and <= 1 << 30, nameof(SendQueueBytes), "4,096 to 1,073,741,824 bytes", SendQueueBytes);
        Check(
            MaxFrameBytes is >= WireLimits.MinFrameBytes and <= WireLimits.MaxFrameBytes,
            nameof(MaxFrameBytes),
            string.Create(CultureInfo.InvariantCulture, $"{WireLimits.MinFrameBytes:N0} to {WireLimits.MaxFrameBytes:N0} bytes"),
            MaxFrameBytes);
        Check(MaxConnections >= 1, nameof(MaxConnections), "a number from 1", MaxConnections);
        Check(MaxStoresPerConnection >= 1, nameof(MaxStoresPerConnection), "a number from 1", MaxStoresPerConnection);
        Check(!Dial.IsDefault && !Dial.Contains(null!), nameof(Dial), "addresses", "null");
        Check(Dial.Length <= MaxConnections, nameof(Dial), $"at most {nameof(MaxConnections)} ({MaxConnections}) addresses", Dial.Length);
    }

    private static void CheckTime(TimeSpan value, string option) =>
        Check(value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1), option, "a time from 1 ms to 1 day", value);

    private static void Check<T>(bool valid, string option, string takes, T was)
    {
        if (!valid) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} takes {takes}; it was {was}."), option);
    }
}
