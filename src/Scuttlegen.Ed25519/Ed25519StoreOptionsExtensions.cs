using Scuttlegen.Ed25519;

namespace Scuttlegen;

/// <summary>
/// Configures <see cref="StoreOptions"/> to sign this peer's updates, and to take only updates that their authors have signed. This peer's <see cref="PeerId"/> is its public key, so nobody needs a
/// registry of keys.
/// </summary>
public static class Ed25519StoreOptionsExtensions
{
    /// <summary>Signs with the user's key: see <see cref="FileKeyStore.DefaultPath"/>. It is created when a store first needs it.</summary>
    /// <param name="options">The store's options.</param>
    public static StoreOptions UseEd25519(this StoreOptions options) => options.UseEd25519(new FileKeyStore(FileKeyStore.DefaultPath));

    /// <summary>Signs with a key in a file, which is created when the store is first opened.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="path">The file, absolute or relative to the current folder of this moment. Who can read it can write in this peer's name.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, names a folder, or is no path.</exception>
    public static StoreOptions UseEd25519(this StoreOptions options, string path) => options.UseEd25519(new FileKeyStore(path));

    /// <summary>Signs with a key that is kept elsewhere.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="keys">Asked for the key when the store is opened.</param>
    public static StoreOptions UseEd25519(this StoreOptions options, IKeyStore keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return options.UseSigner(_ => new Ed25519Signer(keys.LoadOrCreate(), ownsKey: true));
    }

    /// <summary>Signs with <paramref name="key"/>, which several stores may share and the caller disposes, after them.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="key">The key.</param>
    public static StoreOptions UseEd25519(this StoreOptions options, Ed25519Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return options.UseSigner(_ => new Ed25519Signer(key, ownsKey: false));
    }
}
