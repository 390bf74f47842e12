using System.ComponentModel;
using System.Diagnostics;
using Scuttlegen.Sqlite;

namespace Scuttlegen.Tests;

/// <summary>
/// A place for a log that soon is full, and can be made larger: a file system of its own in memory where this process may mount one, else a limit
/// that SQLite keeps, which fails in the same way.
/// </summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder, bool isReal) => (_folder, IsReal) = (folder, isReal);

    /// <summary>Whether it is a file system.</summary>
    public bool IsReal { get; }

    public static async Task<SmallDisk> CreateAsync(TemporaryFolder parent, bool wantsReal)
    {
        var folder = Directory.CreateDirectory(parent.Path("disk")).FullName;
        return new SmallDisk(folder, wantsReal && await RunAsync("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder));
    }

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Limits an open log, unless the disk does.</summary>
    public void Limit(SqliteFeedStorage storage)
    {
        if (!IsReal) storage.File.Execute("PRAGMA max_page_count = 60");
    }

    /// <summary>Makes room; SQLite's own limit ends when the log is closed.</summary>
    public async Task EnlargeAsync()
    {
        if (IsReal) Assert.True(await RunAsync("mount", "-o", "remount,size=16m", _folder));
    }

    public async ValueTask DisposeAsync()
    {
        if (IsReal) Assert.True(await RunAsync("umount", _folder));
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            // There is no such program here.
            return false;
        }
    }
}
