using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Scuttlegen.Sqlite;

/// <summary>Turns SQLite's result codes into what a user can act on.</summary>
internal static class SqliteErrors
{
    public static FeedStorageException ToException(int resultCode, sqlite3 database, string path)
    {
        var words = raw.sqlite3_errmsg(database).utf8_to_string();
        return ToException(new SqliteException(words, resultCode & 0xff, resultCode), path);
    }

    public static FeedStorageException ToException(SqliteException cause, string path) => cause.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => InUse(path, cause),
        raw.SQLITE_NOTADB => NotALog(path, "is no SQLite database, or its beginning is overwritten", cause),
        raw.SQLITE_CORRUPT or raw.SQLITE_ERROR => Damaged(path, cause.Message, cause),
        raw.SQLITE_CONSTRAINT => Damaged(path, $"what is to be written stands there already, written by something else ({cause.Message})", cause),
        raw.SQLITE_FULL => new(
            FeedStorageError.Full, path, $"There is no room to write to the log '{path}': free some space on its disk, then open the store again.", cause),
        _ => new(
            FeedStorageError.Unavailable,
            path,
            $"The log '{path}' cannot be opened, read or written (SQLite: {cause.Message}, {cause.SqliteExtendedErrorCode}): see that its folder exists, that this process may write file and folder, and that the disk is sound.",
            cause),
    };

    public static FeedStorageException InUse(string path, Exception? cause) => new(
        FeedStorageError.InUse,
        path,
        $"The log '{path}' is open already, in this process or in another. A log belongs to one open store at a time: close the other, or give each a path of its own.",
        cause);

    public static FeedStorageException NotALog(string path, string why, Exception? cause = null) => new(
        FeedStorageError.NotALog, path, $"The file '{path}' is no Scuttlegen log: it {why}. Nothing in it was changed; give the store another path. If it was this store's log, see {nameof(SqliteFeedStorage)}.{nameof(SqliteFeedStorage.RecoverAsync)}.", cause);

    public static FeedStorageException OtherStore(string path, StoreId held, StoreId wanted) => new(
        FeedStorageError.OtherStore,
        path,
        $"The log '{path}' holds store {held}, not {wanted}: another store or another room wrote it. Give each store and room a path of its own.");

    public static FeedStorageException NewerFormat(string path, long version) => new(
        FeedStorageError.NewerFormat,
        path,
        $"The log '{path}' has format {version}, written by a newer version of Scuttlegen.Sqlite; this one reads up to {LogFile.FormatVersion}. Update the package.");

    public static FeedStorageException Damaged(string path, string what, Exception? cause = null) => new(
        FeedStorageError.Damaged,
        path,
        $"The log '{path}' is damaged: {what}. Recover what is intact with {nameof(SqliteFeedStorage)}.{nameof(SqliteFeedStorage.RecoverAsync)}, which keeps the file as it is beside the new one, or restore a backup; other peers give back what they hold.",
        cause);
}
