using System.Runtime.InteropServices;
using Scuttlegen.Tests.Shared;

namespace Scuttlegen.Samples.Tests;

/// <summary>The sample as a native program, compiled ahead of time: nothing in the product needs reflection or a compiler at run time.</summary>
public sealed class NativeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-native-");

    [Fact]
    public async Task The_counter_compiles_to_a_native_program_without_warnings_and_its_peers_agree()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "Native programs are tested on Linux on x64.");

        // Somewhere else, also what lies between: the build under test is left as it is.
        var published = await Dotnet.RunAsync(
            SampleProcess.RepositoryRoot,
            new Dictionary<string, string>(),
            "publish", "samples/Counter", "--configuration", "Release", "--runtime", "linux-x64", "--artifacts-path", _folder.FullName, "--nologo",
            "--verbosity", "minimal", "--tl:off", "-p:NativeAot=true", "-warnaserror");
        Assert.True(published.ExitCode == 0, published.Output);
        Assert.DoesNotContain("warning ", published.Output, StringComparison.OrdinalIgnoreCase);

        var program = Assert.Single(_folder.EnumerateFiles("Counter", new EnumerationOptions { RecurseSubdirectories = true }), file => file.FullName.Contains("/publish/", StringComparison.Ordinal));
        await using var sample = SampleProcess.Start(program.FullName);
        Assert.Equal(0, await sample.ExitAsync());
        await sample.SeesAsync("All three agree.");
        Assert.Equal(3, sample.Output.Count(line => line.EndsWith("counter = 672", StringComparison.Ordinal)));
        Assert.Empty(sample.Errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
