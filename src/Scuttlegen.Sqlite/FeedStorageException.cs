namespace Scuttlegen.Sqlite;

/// <summary>A log's file cannot be opened, read or written. The message names the file and says what to do.</summary>
public sealed class FeedStorageException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="path">The file.</param>
    /// <param name="message">What is wrong with which file, and what to do.</param>
    /// <param name="innerException">What SQLite or the operating system said.</param>
    public FeedStorageException(FeedStorageError error, string path, string message, Exception? innerException = null)
        : base(message, innerException) => (Error, Path) = (error, path);

    /// <summary>What is wrong.</summary>
    public FeedStorageError Error { get; }

    /// <summary>The file.</summary>
    public string Path { get; }
}
