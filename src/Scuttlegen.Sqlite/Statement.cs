using SQLitePCL;

namespace Scuttlegen.Sqlite;

/// <summary>
/// A prepared statement. Below ADO.NET, because that boxes every number, copies every slice into an array, and answers a locked file with
/// sleeping.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly string _path;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="FeedStorageException">The schema is not what it must be, or cannot be read.</exception>
    public Statement(sqlite3 database, string path, string sql)
    {
        (_database, _path) = (database, path);
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // A span over nothing has no address, and SQLite takes that for NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="FeedStorageException">SQLite says no.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result == raw.SQLITE_DONE) return false;

        // Resetting says the same again, and would otherwise leave a cursor open that keeps the transaction from ending.
        var failure = SqliteErrors.ToException(raw.sqlite3_extended_errcode(_database), _database, _path);
        Reset();
        throw failure;
    }

    /// <summary>Runs a statement that returns no rows, or whose rows do not matter.</summary>
    /// <exception cref="FeedStorageException">SQLite says no.</exception>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a column, until the next step.</summary>
    public ReadOnlySpan<byte> GetBlob(int column) => raw.sqlite3_column_blob(_statement, column);

    public string GetText(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement?.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw SqliteErrors.ToException(result, _database, _path);
    }
}
