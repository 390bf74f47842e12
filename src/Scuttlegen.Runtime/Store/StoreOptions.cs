namespace Scuttlegen;

/// <summary>
/// How to open a store. Immutable: configure with <c>o =&gt; o with { Room = "kitchen" }</c> or the <c>Use…</c> methods of the packages.
/// </summary>
public sealed record StoreOptions
{
    /// <summary>Which of several independent instances of the store this peer joins. Default: the empty name.</summary>
    public string Room { get; init; } = "";

    /// <summary>A name for people, shown to other peers. No identity: anyone can take any name. At most 64 characters; default <see langword="null"/>.</summary>
    public string? PeerName { get; init; }

    /// <summary>Creates the transport. Default <see langword="null"/>: the store gossips with nobody.</summary>
    public Func<StoreOptions, ITransport>? TransportFactory { get; init; }

    /// <summary>Whether the store disposes the transport when it is disposed. Default <see langword="true"/>.</summary>
    public bool OwnsTransport { get; init; } = true;

    /// <summary>The clock and timers. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>Configures <see cref="StoreOptions"/>.</summary>
public static class StoreOptionsExtensions
{
    /// <summary>Gossips over <paramref name="transport"/>, which several stores may share and the caller disposes.</summary>
    public static StoreOptions UseTransport(this StoreOptions options, ITransport transport)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(transport);
        return options with { TransportFactory = _ => transport, OwnsTransport = false };
    }

    /// <summary>Gossips over a transport of the store's own, disposed with it.</summary>
    public static StoreOptions UseTransport(this StoreOptions options, Func<StoreOptions, ITransport> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(create);
        return options with { TransportFactory = create, OwnsTransport = true };
    }
}
