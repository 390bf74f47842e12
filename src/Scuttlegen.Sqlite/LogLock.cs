namespace Scuttlegen.Sqlite;

/// <summary>
/// An empty file beside the log, held open as long as the log is. SQLite locks the log itself as well, which keeps out whoever comes by another
/// name; but on Unix that lock is gone as soon as anything in this process opens and closes the file, a backup by copying, say. This one stays.
/// </summary>
internal sealed class LogLock : IDisposable
{
    private readonly FileStream _file;

    private LogLock(FileStream file) => _file = file;

    /// <exception cref="FeedStorageException">It is held already, or the file cannot be created.</exception>
    public static LogLock Take(string path)
    {
        try
        {
            return new LogLock(new FileStream(path + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException held) when (IsSharingViolation(held))
        {
            throw SqliteErrors.InUse(path, held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FeedStorageException(
                FeedStorageError.Unavailable,
                path,
                $"The log '{path}' cannot be opened: {refused.Message} Its folder must exist, and this process must be allowed to write there.",
                refused);
        }
    }

    /// <summary>Releases the lock. The file stays: whoever deleted it could delete one that another process has just locked.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsSharingViolation(IOException exception)
    {
        const int errorSharingViolation = unchecked((int)0x80070020);
        const int linuxWouldBlock = 11;
        const int bsdWouldBlock = 35;
        if (OperatingSystem.IsWindows()) return exception.HResult == errorSharingViolation;
        return exception.HResult == (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? linuxWouldBlock : bsdWouldBlock);
    }
}
