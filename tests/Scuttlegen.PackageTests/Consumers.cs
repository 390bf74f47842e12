namespace Scuttlegen.PackageTests;

/// <summary>The projects in the folder Consumers, each as a user's own, built once from the packages, away from the repository and its settings.</summary>
public sealed class Consumers(Packages packages) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-consumers-");
    private readonly string _feed = packages.Feed;
    private readonly string _version = packages.Version;
    private string[] _lines = [];

    /// <summary>What building all of them printed.</summary>
    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Copy(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Consumers")), _folder);

        // Besides the sources that the machine has.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="scuttlegen-packed" value="{_feed}" />
              </packageSources>
            </configuration>
            """);
        var projects = _folder.EnumerateFiles("*.csproj", SearchOption.AllDirectories).Select(project => Path.GetRelativePath(_folder.FullName, project.FullName)).Order(StringComparer.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "Consumers.slnx"),
            $"<Solution>\n{string.Concat(projects.Select(project => $"  <Project Path=\"{project}\" />\n"))}</Solution>\n");

        // Some of them must not build: what became of which is in the output.
        var build = await Dotnet.RunAsync(
            _folder.FullName,
            Variables(),
            "build", "Consumers.slnx", "--nologo", "--verbosity", "minimal", "--configuration", "Release", "--tl:off");
        Output = build.Output;
        _lines = build.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(": error NU", Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the consumer was built.</summary>
    public bool IsBuilt(string consumer) => File.Exists(Program(consumer));

    /// <summary>The warnings and errors of a consumer, each once.</summary>
    public IReadOnlyList<string> Diagnostics(string consumer)
    {
        var project = $"[{Path.Combine(_folder.FullName, consumer, consumer)}.csproj]";
        return [.. _lines
            .Where(line => line.EndsWith(project, StringComparison.Ordinal))
            .Where(line => line.Contains(": warning ", StringComparison.Ordinal) || line.Contains(": error ", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Runs a consumer.</summary>
    public Task<CommandResult> RunAsync(string consumer) => Dotnet.RunAsync(_folder.FullName, Variables(), Program(consumer));

    /// <summary>Builds a consumer once more, in its own way.</summary>
    public Task<CommandResult> BuildAsync(string consumer, params string[] arguments) =>
        Dotnet.RunAsync(Path.Combine(_folder.FullName, consumer), Variables(), ["build", "--nologo", "--no-restore", "--tl:off", .. arguments]);

    /// <summary>Runs a command of the SDK in a consumer's folder.</summary>
    public Task<CommandResult> DotnetAsync(string consumer, params string[] arguments) => Dotnet.RunAsync(Path.Combine(_folder.FullName, consumer), Variables(), arguments);

    /// <summary>A file of a consumer as it is now.</summary>
    public Task<string> ReadAsync(string consumer, string file) => File.ReadAllTextAsync(Path.Combine(_folder.FullName, consumer, file));

    private string Program(string consumer) => Path.Combine(_folder.FullName, consumer, "bin", "Release", "net10.0", consumer + ".dll");

    // Environment variables are properties to MSBuild. Packages come into a folder of the consumers' own: what the machine has cached counts for nothing.
    private Dictionary<string, string> Variables() => new()
    {
        ["ScuttlegenVersion"] = _version,
        ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages"),
    };

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        to.Create();
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories()) Copy(folder, new DirectoryInfo(Path.Combine(to.FullName, folder.Name)));
    }
}
