using Scuttlegen.Nats;

namespace Scuttlegen;

/// <summary>Configures <see cref="StoreOptions"/> to gossip over NATS.</summary>
public static class NatsStoreOptionsExtensions
{
    /// <summary>
    /// Gossips over NATS, on a connection of the store's own. The server need not be up: the store opens at once and connects in the background.
    /// </summary>
    /// <param name="options">The store's options.</param>
    /// <param name="url">The servers, as <see cref="NatsTransportOptions.Url"/>.</param>
    /// <param name="configure">Changes further options. Default <see langword="null"/>: none.</param>
    /// <exception cref="ArgumentException">An option is invalid; <see cref="ArgumentException.ParamName"/> and the message name it.</exception>
    public static StoreOptions UseNats(this StoreOptions options, string url = "nats://127.0.0.1:4222", Func<NatsTransportOptions, NatsTransportOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var nats = new NatsTransportOptions { Url = url };
        if (configure is not null) nats = configure(nats) ?? throw new ArgumentException("configure takes a function that returns options; it returned null.", nameof(configure));

        // Checked here, where the mistake is, and not when the store opens.
        _ = nats.ToClientOptions();
        return options.UseTransport(_ => new NatsTransport(nats));
    }

    /// <summary>Gossips over a NATS connection that several stores share and the caller disposes after them.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="shared">The connection.</param>
    public static StoreOptions UseNats(this StoreOptions options, NatsTransport shared) => options.UseTransport(shared);
}
