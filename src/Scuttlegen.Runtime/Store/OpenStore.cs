using System.ComponentModel;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Runtime;

/// <summary>An opened store before the generated type wraps it. Opaque.</summary>
/// <typeparam name="TState">The root state.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpenStore<TState>
{
    private OpenStore(StoreDriver<TState> driver) => Driver = driver;

    internal StoreDriver<TState> Driver { get; }

    /// <summary>Opens a store: reads what its storage holds, replays it, joins the transport. Called by generated code.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it and what it takes. Or the store gossips, and neither a signer nor <c>AllowUnsigned</c> was chosen.</exception>
    /// <exception cref="GenesisMissingException">A reducer takes the genesis, and no option gives one.</exception>
    /// <exception cref="IOException">The storage, the signer's key or the room's, cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The storage is damaged.</exception>
    /// <exception cref="InvalidOperationException">The storage was written with another key, or unsigned and the store signs, or the other way round.</exception>
    public static async ValueTask<OpenStore<TState>> OpenAsync(
        ReplayTable<TState> table, Func<StoreOptions, StoreOptions>? configure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var options = new StoreOptions();
        if (configure is not null)
            options = configure(options) ?? throw new ArgumentException("The function that configures the store returned null.", nameof(configure));
        options.Validate();
        if (table.TakesGenesis && options.Genesis is null) throw new GenesisMissingException(table.StoreName);

        var storage = options.StorageFactory(options);
        ITransport? transport = null;
        ISigner? signer = null;
        IRoomCipher? cipher = null;
        StoreDriver<TState>? driver = null;
        var isStorageOpen = false;
        try
        {
            var store = options.Genesis is { } genesis ? StoreId.Create(table.StoreName, options.Room, genesis) : StoreId.Create(table.StoreName, options.Room);
            var self = await storage.OpenAsync(store, cancellationToken).ConfigureAwait(false);
            isStorageOpen = true;
            signer = options.SignerFactory?.Invoke(options);
            if (signer is not null) self = await IdentifyAsync(storage, self, signer.Peer, cancellationToken).ConfigureAwait(false);
            cipher = options.RoomCipherFactory?.Invoke(options);
            var replica = new Replica<TState>(table, store, self, options, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), signer: signer, secret: RandomNumberGenerator.GetBytes(32), cipher: cipher)
            {
                IsAlone = options.TransportFactory is null,
            };
            await LoadAsync(replica, storage, options, table.StoreName, cancellationToken).ConfigureAwait(false);

            transport = options.TransportFactory?.Invoke(options);
            driver = new StoreDriver<TState>(replica, options, storage, transport, signer, cipher, table.StoreName);
            await driver.StartAsync(cancellationToken).ConfigureAwait(false);
            return new OpenStore<TState>(driver);
        }
        catch
        {
            if (driver is not null)
            {
                await driver.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                signer?.Dispose();
                cipher?.Dispose();
                if (transport is not null && options.OwnsTransport) await transport.DisposeAsync().ConfigureAwait(false);

                // Disposing what another store has open would unlock it.
                if (isStorageOpen) await storage.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>A new storage takes on the signer's identity; one that holds anything has one.</summary>
    private static async ValueTask<Source> IdentifyAsync(IFeedStorage storage, Source self, PeerId signer, CancellationToken cancellationToken)
    {
        if (self.Peer == signer) return self;
        var batches = storage.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (batches.ConfigureAwait(false))
        {
            if (await batches.MoveNextAsync().ConfigureAwait(false) || (await storage.ReadProofsAsync(cancellationToken).ConfigureAwait(false)).Count > 0)
            {
                throw new InvalidOperationException(
                    $"The storage is that of peer {self.Peer}, the key that of {signer}: it was written with another key, or unsigned. Open it with the key that it was written with, or with AllowUnsigned; or begin a new storage, which gets all that peers hold.");
            }
        }

        var identified = Source.NewIncarnation(signer);
        await storage.RecordAsync(identified, [], cancellationToken).ConfigureAwait(false);
        return identified;
    }

    private static async ValueTask LoadAsync(Replica<TState> replica, IFeedStorage storage, StoreOptions options, string name, CancellationToken cancellationToken)
    {
        var logger = new CarefulLogger(options.LoggerFactory.CreateLogger($"Scuttlegen.{name}"));
        var crashes = await NoteAsync(logger, () => storage.BeginReplayAsync(cancellationToken)).ConfigureAwait(false);
        var mayReplay = true;
        try
        {
            if (crashes > 0)
            {
                var reason = new ReplayCrashedException(crashes);
                logger.LogError("{Reason}", reason.Message);
                mayReplay = options.ReplayAfterCrash(crashes);
                if (!mayReplay) replica.HaltBecause(reason);
            }

            foreach (var proof in await storage.ReadProofsAsync(cancellationToken).ConfigureAwait(false)) replica.LoadProof(proof);
            await foreach (var batch in storage.ReadAsync(cancellationToken).ConfigureAwait(false)) replica.Load(batch);
            replica.Loaded();
        }
        finally
        {
            // The process lives: whatever went wrong is told by an exception. Who chose not to replay is asked again.
            if (mayReplay)
            {
                await NoteAsync(logger, async () =>
                {
                    await storage.EndReplayAsync(CancellationToken.None).ConfigureAwait(false);
                    return 0;
                }).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<int> NoteAsync(CarefulLogger logger, Func<ValueTask<int>> note)
    {
        try
        {
            return await note().ConfigureAwait(false);
        }
        catch (IOException full)
        {
            // A full disk keeps nobody from reading.
            logger.LogWarning("The storage cannot note whether a replay ends: {Reason}", full.Message);
            return 0;
        }
    }
}
