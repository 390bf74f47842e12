namespace Scuttlegen.Sqlite;

/// <summary>What keeps a log's file from being opened, read or written.</summary>
public enum FeedStorageError
{
    /// <summary>The operating system does not let the file be opened, read or written: it, or its folder, is missing, read-only or failing.</summary>
    Unavailable,

    /// <summary>The log is open already, in this process or in another.</summary>
    InUse,

    /// <summary>The file is no Scuttlegen log.</summary>
    NotALog,

    /// <summary>The file is the log of another store, or of another room.</summary>
    OtherStore,

    /// <summary>A newer version of this package wrote the file.</summary>
    NewerFormat,

    /// <summary>The file is damaged: truncated or overwritten.</summary>
    Damaged,

    /// <summary>The disk is full.</summary>
    Full,
}
