using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Analyzers.Rules;
using Scuttlegen.Generators;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// The program as a project on disk that refers to Scuttlegen, and the command line by which the SDK would compile it. MSBuild is asked, so that analysers, generators and
/// severities are those of every project: which those are is the SDK's affair, and changes with it.
/// </summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scuttlegen-").FullName;
    private readonly string _compiler;

    public ConsumerProject(ReducerProgram program)
    {
        foreach (var (path, text) in program.Files)
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        File.WriteAllText(Path.Combine(_folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <!-- This process's compiler, too, has to understand it. -->
                <LangVersion>13.0</LangVersion>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Beside("Scuttlegen.Runtime.dll")}" />
                <Reference Include="{Beside("Scuttlegen.Crdt.dll")}" />
                <Analyzer Include="{GeneratorsPath}" />
                <Analyzer Include="{AnalyzersPath}" />
              </ItemGroup>
            </Project>
            """);
        var answer = Ask(
            "msbuild", "Program.csproj", "-restore", "-t:Compile", "-p:Configuration=Release", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-getItem:CscCommandLineArgs", "-getProperty:RoslynTargetsPath");
        Arguments = [.. answer.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
        _compiler = Path.Combine(answer.RootElement.GetProperty("Properties").GetProperty("RoslynTargetsPath").GetString()!, "bincore", "csc.dll");
    }

    public static string GeneratorsPath { get; } = typeof(GossipGenerator).Assembly.Location;

    public static string AnalyzersPath { get; } = typeof(EffectAnalyzer).Assembly.Location;

    /// <summary>What the SDK would give the compiler.</summary>
    public ImmutableArray<string> Arguments { get; }

    public CSharpCommandLineArguments Parse() => CSharpCommandLineParser.Default.Parse(Arguments, _folder, sdkDirectory: null);

    /// <summary>Runs the SDK's own compiler, in a process of its own, from start to end.</summary>
    /// <param name="isAnalyzerWanted">Which assemblies of analysers and generators it is given, by path.</param>
    /// <param name="more">One more argument.</param>
    /// <returns>What time it took by the clock, and of how many processors.</returns>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public (TimeSpan Wall, TimeSpan Processor) Compile(Func<string, bool> isAnalyzerWanted, string? more = null)
    {
        var response = Path.Combine(_folder, "Program.rsp");
        File.WriteAllLines(response, Arguments
            .Where(argument => !argument.StartsWith("/analyzer:", StringComparison.Ordinal) || isAnalyzerWanted(argument["/analyzer:".Length..].Trim('"')))
            .Where(static argument => argument != "/noconfig")
            .Append(more ?? ""));
        Directory.CreateDirectory(Path.Combine(_folder, "obj", "Release", "net10.0", "refint"));
        var (clock, before) = (Stopwatch.StartNew(), ChildrenProcessorTime());
        using var process = Start("exec", _compiler, "/noconfig", "@" + response);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (clock.Elapsed, ChildrenProcessorTime() - before) : throw new InvalidOperationException(output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private JsonDocument Ask(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonDocument.Parse(output) : throw new InvalidOperationException(output);
    }

    private Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, UseShellExecute = false })!;

    /// <summary>Linux only: fields 16 and 17 of proc_pid_stat(5), in hundredths of a second, count from behind the name, which may hold anything.</summary>
    private static TimeSpan ChildrenProcessorTime()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)));
    }
}
