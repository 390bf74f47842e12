using Scuttlegen.Encryption;

namespace Scuttlegen;

/// <summary>
/// Configures <see cref="StoreOptions"/> to encrypt this peer's updates, in gossip and in the storage, so that only those who share the room's key can read them. Peers without it keep them and pass them on. Who wrote
/// an update is for signatures to say, not for the key (<c>UseEd25519</c>); what is not encrypted is taken all the same.
/// </summary>
public static class RoomKeyStoreOptionsExtensions
{
    /// <summary>Encrypts with <paramref name="key"/>, which several stores may share and the caller disposes, after them.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="key">The key that the room's members share.</param>
    public static StoreOptions UseRoomKey(this StoreOptions options, RoomKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return options.UseRoomKeys(new RoomKeyRing(key));
    }

    /// <summary>Encrypts with the current key of <paramref name="ring"/>, and reads with all of them; keys may be added while the store is open. Several stores may share the ring; the caller disposes it, after them.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="ring">The keys that the room's members share.</param>
    public static StoreOptions UseRoomKeys(this StoreOptions options, RoomKeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return options.UseRoomCipher(_ => new RingCipher(ring));
    }
}
