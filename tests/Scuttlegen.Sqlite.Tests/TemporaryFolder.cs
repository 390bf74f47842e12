namespace Scuttlegen.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-sqlite-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Copies a log as it is on disk now, as if the machine had stopped here.</summary>
    public string Snapshot(string path, string name)
    {
        var copy = Path(name);
        File.Copy(path, copy);
        if (File.Exists(path + "-wal")) File.Copy(path + "-wal", copy + "-wal");
        return copy;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
