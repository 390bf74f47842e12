using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// How to open a store. Immutable: configure with <c>o =&gt; o with { Room = "kitchen" }</c> or the <c>Use…</c> methods of the packages.
/// </summary>
public sealed record StoreOptions
{
    /// <summary>Which of several independent instances of the store this peer joins. Default: the empty name.</summary>
    public string Room { get; init; } = "";

    /// <summary>
    /// What the store begins with, the same on every peer: who owns it. Peers with another genesis, or none, never meet this one, whatever their <see cref="Room"/>; neither does a storage written with another.
    /// Default <see langword="null"/>: the store has no owner. One whose state has an <see cref="AccessControl"/> cannot be opened without.
    /// </summary>
    public Genesis? Genesis { get; init; }

    /// <summary>A name for people, shown to other peers. No identity: anyone can take any name. At most 64 characters; default <see langword="null"/>.</summary>
    public string? PeerName { get; init; }

    /// <summary>Creates the transport. Default <see langword="null"/>: the store gossips with nobody.</summary>
    public Func<StoreOptions, ITransport>? TransportFactory { get; init; }

    /// <summary>Whether the store disposes the transport when it is disposed. Default <see langword="true"/>.</summary>
    public bool OwnsTransport { get; init; } = true;

    /// <summary>Creates the storage, which the store disposes. Default: <see cref="InMemoryFeedStorage"/>, which lasts as long as the process.</summary>
    public Func<StoreOptions, IFeedStorage> StorageFactory { get; init; } = static _ => new InMemoryFeedStorage();

    /// <summary>
    /// Creates what signs this peer's updates and checks those of others, which the store disposes: see <c>UseEd25519</c> in the package <c>Scuttlegen.Ed25519</c>. Default <see langword="null"/>: nothing is signed.
    /// </summary>
    public Func<StoreOptions, ISigner>? SignerFactory { get; init; }

    /// <summary>
    /// Whether the store takes what nobody has signed, and signs nothing: see <see cref="StoreOptionsExtensions.AllowUnsigned"/>. Default <see langword="false"/>; a store that gossips chooses either this or a
    /// signer.
    /// </summary>
    public bool AllowsUnsigned { get; init; }

    /// <summary>
    /// Creates what encrypts this peer's updates and decrypts those of others, which the store disposes: see <c>UseRoomKey</c> in the package <c>Scuttlegen.Encryption</c>. Default <see langword="null"/>: nothing
    /// is encrypted here, and what others have encrypted is kept, passed on, and changes nothing.
    /// </summary>
    public Func<StoreOptions, IRoomCipher>? RoomCipherFactory { get; init; }

    /// <summary>How the store gossips.</summary>
    public GossipOptions Gossip { get; init; } = new();

    /// <summary>How much of one source, and of one peer, the store takes. Default: no rates, but the protocol's limits.</summary>
    public Quotas Quotas { get; init; } = new();

    /// <summary>
    /// Authors of whom the store takes nothing, whichever incarnation they write under: see <see cref="Store{TState}.Block(PeerId, string)"/>, which lasts as long as the store is open. What was stored of them before
    /// is left alone. Default: none.
    /// </summary>
    public ImmutableHashSet<PeerId> Blocked { get; init; } = [];

    /// <summary>
    /// How far ahead of the highest logical time known here a batch may be; beyond it the batch must wait until others have caught up, so that nobody can exhaust
    /// everyone's clock. In units of logical time. Default 2³²; from 1.
    /// </summary>
    public ulong MaxClockLead { get; init; } = 1UL << 32;

    /// <summary>
    /// How many bytes of updates may be dispatched but not yet durable; beyond it <c>Dispatch</c> throws <see cref="StoreBusyException"/> and
    /// <c>DispatchAsync</c> waits. Default 64 MiB; from 64 KiB.
    /// </summary>
    public long MaxPendingBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// How many actions may be with a <see cref="SignerAttribute"/> method that completes later, or signed and waiting for those dispatched before them; beyond it <c>DispatchAsync</c> waits before it
    /// signs. Default 1,024; from 1.
    /// </summary>
    public int MaxPendingSignings { get; init; } = 1024;

    /// <summary>
    /// How many bytes of received frames may wait to be processed; beyond it frames are dropped, counted, and pulled again. Default 32 MiB; from 1 MiB, and
    /// 64 KiB more than <see cref="GossipOptions.MaxReplyBytes"/>: an answer that never fits would be asked for again for ever.
    /// </summary>
    public int MaxInboxBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Checks, wherever late updates of commuting kinds are applied in place (<see cref="ReducerAttribute.Commutes"/>), that a replay gives the same state, and raises <see cref="CommutationBroken"/> where
    /// it does not. An aid for tests and debugging: it costs the replay that commuting spares. Default <see langword="false"/>.
    /// </summary>
    public bool CheckCommuting { get; init; }

    /// <summary>How long disposing waits for what was dispatched to be stored and handed to the transport. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the store logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock and timers. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Asked when the process died while this log was replayed at its last opening, a reducer that recursed without end for one: given how often in a row that happened, says
    /// whether to replay again. If not, the store opens with its history halted (<see cref="HistoryHalted"/>): updates can be read, are stored and relayed, but nothing is reduced.
    /// Default: replays again. Either way it is logged.
    /// </summary>
    public Func<int, bool> ReplayAfterCrash { get; init; } = static _ => true;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it and what it takes.</exception>
    internal void Validate()
    {
        NotNull(Room, nameof(Room));
        NotNull(StorageFactory, nameof(StorageFactory));
        NotNull(Gossip, nameof(Gossip));
        NotNull(LoggerFactory, nameof(LoggerFactory));
        NotNull(ReplayAfterCrash, nameof(ReplayAfterCrash));
        NotNull(TimeProvider, nameof(TimeProvider));
        Require(PeerName is not { Length: > HeartbeatMessage.MaxNameLength }, nameof(PeerName), $"at most {HeartbeatMessage.MaxNameLength} characters", PeerName);
        Require(IsEncodable(Room), nameof(Room), "text without lone surrogates", "text with a lone surrogate");
        Require(PeerName is null || IsEncodable(PeerName), nameof(PeerName), "text without lone surrogates", "text with a lone surrogate");
        Require(MaxClockLead >= 1, nameof(MaxClockLead), "at least 1", MaxClockLead);
        Require(MaxPendingBytes >= 64 * 1024, nameof(MaxPendingBytes), "at least 65,536 bytes", MaxPendingBytes);
        Require(MaxPendingSignings >= 1, nameof(MaxPendingSignings), "at least 1", MaxPendingSignings);
        Require(MaxInboxBytes >= 1024 * 1024, nameof(MaxInboxBytes), "at least 1,048,576 bytes", MaxInboxBytes);
        Require(CloseTimeout >= TimeSpan.Zero && CloseTimeout <= TimeSpan.FromHours(1), nameof(CloseTimeout), "0 to 1 h", CloseTimeout);
        Gossip.Validate();
        NotNull(Quotas, nameof(Quotas));
        Quotas.Validate();
        NotNull(Blocked, nameof(Blocked));
        if (SignerFactory is not null && AllowsUnsigned)
            throw new ArgumentException("The store was given a signer and AllowUnsigned: it takes either signed updates or unsigned ones, never both. Leave one of them out.", nameof(AllowsUnsigned));
        if (TransportFactory is not null && SignerFactory is null && !AllowsUnsigned)
        {
            throw new ArgumentException(
                "The store gossips, but nothing says whom it trusts. Sign updates with o.UseEd25519() (package Scuttlegen.Ed25519), so that nobody can write in another's name; "
                + "or, among peers that all trust one another, say o.AllowUnsigned(). All peers of a store choose alike.",
                nameof(SignerFactory));
        }

        Require(
            MaxInboxBytes >= Gossip.MaxReplyBytes + (64 * 1024),
            nameof(MaxInboxBytes),
            $"at least 65,536 bytes more than {nameof(GossipOptions.MaxReplyBytes)} ({Gossip.MaxReplyBytes})",
            MaxInboxBytes);
    }

    internal static void Require(bool holds, string option, string takes, object? given)
    {
        if (!holds)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The option {option} takes {takes}, not '{given}'."), option);
    }

    private static void NotNull(object? value, string option) => Require(value is not null, option, "a value", "null");

    private static bool IsEncodable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done) return false;
            rest = rest[consumed..];
        }

        return true;
    }
}

/// <summary>Configures <see cref="StoreOptions"/>.</summary>
public static class StoreOptionsExtensions
{
    /// <summary>Signs this peer's updates, and takes only updates that their authors have signed.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="create">Called when the store is opened, which disposes what it gets.</param>
    public static StoreOptions UseSigner(this StoreOptions options, Func<StoreOptions, ISigner> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(create);
        return options with { SignerFactory = create };
    }

    /// <summary>
    /// Signs nothing, and takes what nobody has signed: anybody who reaches the transport can then write in any peer's name, and freeze any feed with a forged proof. For tests, and for peers that all trust one
    /// another and whose transport keeps others out. Peers of a store that signs are not heard, nor is this one by them.
    /// </summary>
    /// <param name="options">The store's options.</param>
    public static StoreOptions AllowUnsigned(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { AllowsUnsigned = true };
    }

    /// <summary>Encrypts this peer's updates, and decrypts those that others have encrypted. What is not encrypted is taken all the same.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="create">Called when the store is opened, which disposes what it gets.</param>
    public static StoreOptions UseRoomCipher(this StoreOptions options, Func<StoreOptions, IRoomCipher> create)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(create);
        return options with { RoomCipherFactory = create };
    }

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
