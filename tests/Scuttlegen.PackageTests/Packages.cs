using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(Scuttlegen.PackageTests.Packages))]

namespace Scuttlegen.PackageTests;

/// <summary>Every package of the repository, packed once for all tests, from nothing, into a temporary folder.</summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-packages-");

    /// <summary>Never used before, so that no cache holds it.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    public async ValueTask InitializeAsync()
    {
        var root = RepositoryRoot;
        var filter = Path.Combine(_folder.FullName, "packages.slnf");
        await File.WriteAllTextAsync(filter, JsonSerializer.Serialize(new
        {
            solution = new { path = Path.Combine(root, "Scuttlegen.sln"), projects = PackableProjects(root) },
        }));

        // An artifacts folder of its own: nothing that was built before can help, nothing that is built here stays behind.
        var packing = await Dotnet.RunAsync(
            _folder.FullName,
            new Dictionary<string, string>(),
            "pack", filter, "--configuration", "Release", "--output", Feed, "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"),
            $"-p:Version={Version}", "--nologo", "--verbosity", "quiet");
        Assert.True(packing.ExitCode == 0, packing.Output);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The names of the packages.</summary>
    public IEnumerable<string> Names() => Directory.EnumerateFiles(Feed).Select(file => Path.GetFileName(file)).Select(file => file.Replace($".{Version}.nupkg", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The files of a package, those of the container format left out.</summary>
    public IEnumerable<string> Files(string package)
    {
        using var archive = Open(package);
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    public XElement Metadata(string package)
    {
        using var archive = Open(package);
        using var nuspec = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public byte[] Read(string package, string file)
    {
        using var archive = Open(package);
        using var content = archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static string RepositoryRoot =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static string[] PackableProjects(string root) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(project => XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true"))
            .Select(project => Path.GetRelativePath(root, project).Replace('/', '\\'))
            .Order(StringComparer.Ordinal)];

    private ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
}
