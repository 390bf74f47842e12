using Scuttlegen.Sqlite;

namespace Scuttlegen;

/// <summary>Configures <see cref="StoreOptions"/> to keep the store in a SQLite file.</summary>
public static class SqliteStoreOptionsExtensions
{
    /// <summary>Keeps the store in a SQLite file, which is created if it is missing. Each store and each room needs a file of its own.</summary>
    /// <param name="options">The store's options.</param>
    /// <param name="path">The file, absolute or relative to the current folder of this moment. Its folder must exist when the store opens.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, names a folder, or is no path.</exception>
    public static StoreOptions UseSqlite(this StoreOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Checked here, where the mistake is, and not when the store opens.
        var full = new SqliteFeedStorage(path).Path;
        return options with { StorageFactory = _ => new SqliteFeedStorage(full) };
    }
}
