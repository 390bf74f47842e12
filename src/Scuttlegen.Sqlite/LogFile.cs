using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Scuttlegen.Sqlite;

/// <summary>A log's file, opened for good: nobody else can, until it is disposed.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>"Scut", in the file's header.</summary>
    public const int ApplicationId = 0x53637574;

    /// <summary>Raised with every change that an older version of this package would misread.</summary>
    public const int FormatVersion = 1;

    // replays counts those that were begun and never ended.
    // Nothing is unique about a batch: of a feed that forked two may stand at one place, and whoever wrote them may have given both the same checksum. first_sequence is in the
    // header too; its own column is for people who look into the file.
    private const string Schema = """
        CREATE TABLE source (id INTEGER PRIMARY KEY, source BLOB NOT NULL UNIQUE) STRICT;
        CREATE TABLE log (id INTEGER PRIMARY KEY CHECK (id = 1), store BLOB NOT NULL, self INTEGER NOT NULL REFERENCES source (id), replays INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE TABLE batch (
          id INTEGER PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source (id),
          first_sequence INTEGER NOT NULL,
          chain_before INTEGER NOT NULL,
          header BLOB NOT NULL,
          body BLOB NOT NULL,
          signature BLOB NOT NULL,
          checksum INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE proof (source INTEGER PRIMARY KEY REFERENCES source (id), record BLOB NOT NULL, checksum INTEGER NOT NULL) STRICT;
        """;

    private readonly LogLock _lock;
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _prepared = [];

    private LogFile(string path, LogLock held)
    {
        Path = path;
        _lock = held;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
    }

    public string Path { get; }

    /// <summary>Under which source this peer writes.</summary>
    public Source Self { get; private set; }

    private sqlite3 Database => _connection.Handle!;

    /// <summary>Opens the log at <paramref name="path"/>, or creates it if the file is missing or empty.</summary>
    /// <exception cref="FeedStorageException">It cannot be opened; nothing is left open.</exception>
    public static LogFile Open(string path, StoreId store) => Open(path, store, Source.NewIncarnation(PeerId.NewRandom()));

    /// <summary>Creates the log of a peer that writes under <paramref name="self"/>.</summary>
    /// <exception cref="FeedStorageException">It cannot be created; nothing is left open.</exception>
    public static LogFile Create(string path, StoreId store, Source self) => Open(path, store, self);

    private static LogFile Open(string path, StoreId store, Source selfOfNew)
    {
        var file = new LogFile(path, LogLock.Take(path));
        try
        {
            file.OpenOrCreate(store, selfOfNew);
            return file;
        }
        catch (SqliteException cause)
        {
            file.Dispose();
            throw SqliteErrors.ToException(cause, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement for as long as the file is open.</summary>
    /// <exception cref="FeedStorageException">The schema is not what it must be, or cannot be read.</exception>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(Database, Path, sql);
        _prepared.Add(statement);
        return statement;
    }

    /// <summary>Runs one or several statements.</summary>
    /// <exception cref="FeedStorageException">SQLite says no.</exception>
    public void Execute(string sql)
    {
        if (raw.sqlite3_exec(Database, sql) != raw.SQLITE_OK) throw SqliteErrors.ToException(raw.sqlite3_extended_errcode(Database), Database, Path);
    }

    /// <summary>Ends a transaction that failed, unless SQLite has done so.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Database) == 0) _ = raw.sqlite3_exec(Database, "ROLLBACK");
    }

    /// <summary>Writes what is in the write-ahead log into the file itself, and unlocks it.</summary>
    public void Dispose()
    {
        // Statements first: for them the connection would outlive its disposal, and keep the file locked.
        foreach (var statement in _prepared) statement.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private void OpenOrCreate(StoreId store, Source selfOfNew)
    {
        if (LogRecovery.WasInterrupted(Path)) throw SqliteErrors.Damaged(Path, "its recovery was interrupted");
        _connection.Open();

        // Exclusive before the first access: the write-ahead log then needs no shared memory, and nobody can so much as read beside us. EXTRA is FULL,
        // that is, durable when committed, and in the rollback mode in which a new file begins covers the folder too; macOS flushes its disks only on request.
        Execute("PRAGMA page_size = 4096; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA cell_size_check = ON; BEGIN EXCLUSIVE");
        if (IsNew()) Create(store, selfOfNew);
        else Read(store);
        Execute("COMMIT");

        // A turn may append tens of megabytes; the write-ahead log gives back what it took for them.
        Execute("PRAGMA journal_size_limit = 16777216");
        if (Query("PRAGMA journal_mode = WAL", static row => row.GetText(0)) is var mode && mode != "wal")
            throw new FeedStorageException(FeedStorageError.Unavailable, Path, $"The log '{Path}' cannot have a write-ahead log where it is (SQLite offers the mode '{mode}'): use a local disk.");
    }

    /// <summary>Whether there is nothing yet, as opposed to the file of somebody else.</summary>
    private bool IsNew()
    {
        var application = Query("PRAGMA application_id", static row => row.GetInt64(0));
        var version = Query("PRAGMA user_version", static row => row.GetInt64(0));
        if (application == 0 && version == 0 && Query("SELECT count(*) FROM sqlite_schema", static row => row.GetInt64(0)) == 0) return true;
        if (application != ApplicationId) throw SqliteErrors.NotALog(Path, "is another application's SQLite database");
        if (version > FormatVersion) throw SqliteErrors.NewerFormat(Path, version);

        return version == FormatVersion ? false : throw SqliteErrors.Damaged(Path, $"its format version is {version}, which there never was");
    }

    private void Create(StoreId store, Source selfOfNew)
    {
        Self = selfOfNew;
        Span<byte> self = stackalloc byte[Source.Size];
        Self.CopyTo(self);
        Span<byte> id = stackalloc byte[StoreId.Size];
        store.CopyTo(id);

        Execute(Schema);
        using (var insert = new Statement(Database, Path, "INSERT INTO source (id, source) VALUES (1, ?1)")) insert.Bind(1, self).Run();
        using (var insert = new Statement(Database, Path, "INSERT INTO log (id, store, self) VALUES (1, ?1, 1)")) insert.Bind(1, id).Run();
        Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {FormatVersion}");
    }

    private void Read(StoreId store)
    {
        using var select = new Statement(Database, Path, "SELECT log.store, source.source FROM log JOIN source ON source.id = log.self");
        if (!select.Step() || select.GetBlob(0).Length != StoreId.Size || select.GetBlob(1).Length != Source.Size)
            throw SqliteErrors.Damaged(Path, "it does not say whose it is");
        if (new StoreId(select.GetBlob(0)) is var held && held != store)
            throw SqliteErrors.OtherStore(Path, held, store);

        Self = new Source(select.GetBlob(1));
    }

    private T Query<T>(string sql, Func<Statement, T> read)
    {
        using var statement = new Statement(Database, Path, sql);
        return statement.Step() ? read(statement) : throw SqliteErrors.Damaged(Path, $"'{sql}' has no answer");
    }
}
