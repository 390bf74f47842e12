using Scuttlegen.Streams;

namespace Scuttlegen;

/// <summary>Configures <see cref="StoreOptions"/> to gossip over TCP connections or other streams.</summary>
public static class StreamStoreOptionsExtensions
{
    /// <summary>
    /// Gossips over TCP with whoever connects to <paramref name="listen"/> and whoever answers at <paramref name="dial"/>, on connections of the store's own. Nobody need be up: the store opens at once,
    /// and connecting goes on in the background. Unencrypted and unauthenticated, unless <paramref name="configure"/> sets <see cref="StreamConnectionOptions.Wrap"/>.
    /// </summary>
    /// <param name="options">The store's options.</param>
    /// <param name="listen">The IP address and port of this machine to listen on, such as <c>0.0.0.0:7400</c>. Default <see langword="null"/>: does not listen.</param>
    /// <param name="dial">Addresses to dial, such as <c>peer.example:7400</c>. Default <see langword="null"/>: none.</param>
    /// <param name="configure">Changes further options. Called here, to check them, and when the store opens. Default <see langword="null"/>: none.</param>
    /// <exception cref="ArgumentException">An option is invalid; <see cref="ArgumentException.ParamName"/> and the message name it.</exception>
    public static StoreOptions UseTcp(
        this StoreOptions options, string? listen = null, IEnumerable<string>? dial = null, Func<StreamTransportOptions, StreamTransportOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tcp = new StreamTransportOptions
        {
            Listen = listen is null ? null : TcpAddress.ParseIP(listen, nameof(listen)),
            Dial = [.. (dial ?? []).Select(static address => TcpAddress.Parse(address, nameof(dial)))],
        };

        // Checked here, where the mistake is, and not when the store opens.
        Configure(options).Validate();
        return options.UseTransport(o => new StreamTransport(Configure(o)));

        StreamTransportOptions Configure(StoreOptions o)
        {
            var given = tcp with { TimeProvider = o.TimeProvider, LoggerFactory = o.LoggerFactory };
            return configure is null ? given : configure(given) ?? throw new ArgumentException("configure takes a function that returns options; it returned null.", nameof(configure));
        }
    }

    /// <summary>Gossips over connections that several stores share and the caller disposes after them.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="shared">The transport.</param>
    public static StoreOptions UseTcp(this StoreOptions options, StreamTransport shared) => options.UseTransport(shared);
}
