using System.Runtime.CompilerServices;

namespace Scuttlegen.Generators.Tests.Support;

/// <summary>
/// Compares generated files with <c>Snapshots/{test}/{hint name}.verified.cs</c>. Set <c>SCUTTLEGEN_ACCEPT_SNAPSHOTS=1</c> to accept
/// what is generated now, and read the difference before committing it.
/// </summary>
internal static class Snapshot
{
    public static void Match(IReadOnlyDictionary<string, string> files, [CallerMemberName] string test = "")
    {
        var folder = Path.Combine(ProjectFolder, "Snapshots", test);
        if (Environment.GetEnvironmentVariable("SCUTTLEGEN_ACCEPT_SNAPSHOTS") == "1")
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in files) File.WriteAllText(PathOf(folder, name), text);
            return;
        }

        var verified = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.verified.cs").Select(Path.GetFileName) : [];
        Assert.Equal(
            files.Keys.Select(name => Path.GetFileName(PathOf(folder, name))).Order(StringComparer.Ordinal), verified.Order(StringComparer.Ordinal));
        foreach (var (name, text) in files) Assert.Equal(File.ReadAllText(PathOf(folder, name)), text);
    }

    private static string PathOf(string folder, string hintName) => Path.Combine(folder, hintName[..^".cs".Length] + ".verified.cs");

    // Builds map source paths, so the folder is found from the binary: bin/<configuration>/<framework>/.
    private static string ProjectFolder { get; } = FindProjectFolder();

    private static string FindProjectFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Scuttlegen.Generators.Tests.csproj")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The project's folder is not above the binary.");
        return folder;
    }
}
