using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Scuttlegen.PackageTests;

/// <summary>What is in the packages, and what they ask for: exactly.</summary>
public sealed class PackageContentTests(Packages packages)
{
    private static readonly string[] Roslyn =
    [
        "analyzers/dotnet/cs/Scuttlegen.Analyzers.dll",
        "analyzers/dotnet/cs/Scuttlegen.CodeFixes.dll",
        "analyzers/dotnet/cs/Scuttlegen.Generators.dll",
    ];

    private static readonly string[] Build =
    [
        "buildMultiTargeting/Scuttlegen.Runtime.targets",
        "buildTransitive/Scuttlegen.Relaxed.globalconfig",
        "buildTransitive/Scuttlegen.Runtime.targets",
        "buildTransitive/Scuttlegen.Strict.globalconfig",
        "buildTransitive/ShipWireContract.cs",
    ];

    [Fact]
    public void These_packages_and_no_others() => Assert.Equal(["Scuttlegen.Crdt", "Scuttlegen.Ed25519", "Scuttlegen.Encryption", "Scuttlegen.Nats", "Scuttlegen.Runtime", "Scuttlegen.Sqlite", "Scuttlegen.Streams", "Scuttlegen.Testing"], packages.Names());

    [Theory]
    [InlineData("Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Crdt")]
    [InlineData("Scuttlegen.Ed25519")]
    [InlineData("Scuttlegen.Encryption")]
    [InlineData("Scuttlegen.Nats")]
    [InlineData("Scuttlegen.Sqlite")]
    [InlineData("Scuttlegen.Streams")]
    [InlineData("Scuttlegen.Testing")]
    public void A_package_holds_its_library_its_documentation_and_the_readme(string package)
    {
        string[] expected = ["README.md", $"{package}.nuspec", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"];
        if (package == "Scuttlegen.Runtime") expected = [.. expected, .. Roslyn, .. Build];
        Assert.Equal(expected.Order(StringComparer.Ordinal), packages.Files(package));
    }

    [Theory]
    [InlineData("Scuttlegen.Runtime", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("Scuttlegen.Crdt", "Scuttlegen.Runtime", "System.IO.Hashing")]
    [InlineData("Scuttlegen.Ed25519", "NSec.Cryptography", "Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Encryption", "NSec.Cryptography", "Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Nats", "NATS.Client.Core", "Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Sqlite", "Microsoft.Data.Sqlite", "Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Streams", "Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Testing", "CsCheck", "Scuttlegen.Crdt")]
    public void A_package_depends_on_genuine_packages_alone(string package, params string[] dependencies)
    {
        var groups = packages.Metadata(package).Descendants().Where(element => element.Name.LocalName == "group").ToList();
        Assert.Equal("net10.0", Assert.Single(groups).Attribute("targetFramework")?.Value);
        Assert.Equal(dependencies, Dependencies(package).Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Scuttlegen.Crdt")]
    [InlineData("Scuttlegen.Ed25519")]
    [InlineData("Scuttlegen.Encryption")]
    [InlineData("Scuttlegen.Nats")]
    [InlineData("Scuttlegen.Sqlite")]
    [InlineData("Scuttlegen.Streams")]
    public void The_runtime_comes_in_the_same_version_and_with_its_generators(string package)
    {
        var runtime = Dependencies(package).Single(dependency => dependency.Attribute("id")!.Value == "Scuttlegen.Runtime");
        Assert.Equal(packages.Version, runtime.Attribute("version")!.Value);
        Assert.DoesNotContain("Analyzers", runtime.Attribute("exclude")?.Value ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Crdt")]
    [InlineData("Scuttlegen.Ed25519")]
    [InlineData("Scuttlegen.Encryption")]
    [InlineData("Scuttlegen.Nats")]
    [InlineData("Scuttlegen.Sqlite")]
    [InlineData("Scuttlegen.Streams")]
    [InlineData("Scuttlegen.Testing")]
    public void A_package_says_what_it_is(string package)
    {
        var metadata = packages.Metadata(package).Elements().ToLookup(element => element.Name.LocalName, element => element);
        Assert.Equal(package, metadata["id"].Single().Value);
        Assert.Equal(packages.Version, metadata["version"].Single().Value);
        Assert.Equal("MIT", metadata["license"].Single().Value);
        Assert.Equal("expression", metadata["license"].Single().Attribute("type")!.Value);
        Assert.Equal("README.md", metadata["readme"].Single().Value);
        Assert.NotEqual("Package Description", metadata["description"].Single().Value);
        Assert.NotEmpty(metadata["tags"].Single().Value);
    }

    [Theory]
    [InlineData("Scuttlegen.Runtime")]
    [InlineData("Scuttlegen.Crdt")]
    [InlineData("Scuttlegen.Ed25519")]
    [InlineData("Scuttlegen.Encryption")]
    [InlineData("Scuttlegen.Nats")]
    [InlineData("Scuttlegen.Sqlite")]
    [InlineData("Scuttlegen.Streams")]
    [InlineData("Scuttlegen.Testing")]
    public void Its_assemblies_carry_their_symbols_and_no_path_of_the_machine_that_built_them(string package)
    {
        foreach (var file in packages.Files(package).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var assembly = new PEReader(new MemoryStream(packages.Read(package, file)));
            var entries = assembly.ReadDebugDirectory();
            Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
            var symbols = entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
            var reader = provider.GetMetadataReader();
            var documents = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).Where(name => !name.EndsWith(".g.cs", StringComparison.Ordinal));
            Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
        }
    }

    private IEnumerable<XElement> Dependencies(string package) =>
        packages.Metadata(package).Descendants().Where(element => element.Name.LocalName == "dependency");
}
