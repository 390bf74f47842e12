using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Soundness;

/// <summary>
/// What the analyzers call pure is run, in processes that differ in culture, time zone, hash seed, folder, environment and the order in which unordered collections were
/// filled: what comes out must be the same, byte for byte. Of what they call impure, <c>provoked.txt</c> lists what comes out differently.
/// </summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly (string Culture, string Zone, string Order)[] Peers =
    [
        ("", "UTC", "forward"),
        ("sv-SE", "America/New_York", "backward"),
        ("tr-TR", "Asia/Kolkata", "forward"),
        ("de-DE", "Pacific/Auckland", "backward"),
    ];

    /// <summary>Programs that could end the process, hang it, or touch what is not theirs.</summary>
    private static readonly Regex Dangerous = new(
        @"Exit\(|FailFast|Process\b|File\.|Directory\.|FileStream|Socket|Http|Tcp|Udp|Thread\b|ThreadPool|Task\b|Parallel|Sleep|Console\.Read|unsafe|DllImport|LibraryImport|Marshal\.|Unsafe\.|Timer|Monitor|Semaphore|MemoryMapped|Pipe|await |lock \(",
        RegexOptions.CultureInvariant);

    [Fact]
    public async Task Pure_programs_come_out_the_same_everywhere()
    {
        // A state whose constructor reads the clock is pure to copy, but not to make.
        var results = await RunAsync(Corpus.Pure.Select(row => row.Data).Where(file => file != "Pure/CopySkipsInitializers.cs"), _ => true);
        var ran = results.Where(pair => !pair.Value[0].Contains("skipped", StringComparison.Ordinal) && pair.Value[0].Length > 0).ToList();
        foreach (var (file, printed) in results.Except(ran))
            output.WriteLine($"not run: {file} {Short(printed[0])}");
        foreach (var (file, printed) in ran.Where(pair => pair.Value[0].Contains(": 0 of", StringComparison.Ordinal)))
            output.WriteLine($"only throws: {file} {Short(printed[0])}");
        Say($"pure: {ran.Count} of {results.Count} ran, {ran.Count(pair => Differs(pair.Value))} differ");
        Assert.Empty(ran.Where(pair => Differs(pair.Value)).Select(pair => $"{pair.Key}: {Difference(pair.Value)}"));
        Assert.True(ran.Count >= results.Count * 8 / 10, $"only {ran.Count} of {results.Count} ran");
    }

    [Fact]
    public async Task Impure_programs_that_can_be_provoked_come_out_differently()
    {
        var results = await RunAsync(Corpus.Impure.Select(row => row.Data), source => IdsOf(source).Any(id => id.StartsWith("SCUT1", StringComparison.Ordinal)) && !Dangerous.IsMatch(source));
        var differing = results.Where(pair => Differs(pair.Value) && !pair.Value.Any(text => text is "" or "crashed" or "never ended")).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var known = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Soundness", "provoked.txt"), TestContext.Current.CancellationToken))
            .Where(line => line.Length > 0 && line[0] != '#').ToList();
        foreach (var group in results.GroupBy(pair => IdsOf(Corpus.Read(pair.Key)).First(id => id.StartsWith("SCUT1", StringComparison.Ordinal))).OrderBy(group => group.Key, StringComparer.Ordinal))
            Say($"{group.Key}: {group.Count(pair => differing.Contains(pair.Key))} of {group.Count()} that ran differ");
        Say($"impure: {differing.Count} of {results.Count} that ran differ");
        foreach (var file in differing.Order(StringComparer.Ordinal))
            output.WriteLine(file);
        Assert.Empty(known.Except(differing, StringComparer.Ordinal));
        Assert.NotEmpty(known);
    }

    /// <summary>What each program printed under each peer, by file.</summary>
    private static async Task<SortedDictionary<string, string[]>> RunAsync(IEnumerable<string> files, Func<string, bool> isRun)
    {
        var folder = Directory.CreateTempSubdirectory("soundness");
        try
        {
            var names = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (file, index) in files.Select((file, index) => (file, index)))
            {
                var source = Corpus.Read(file);
                if (!isRun(source))
                    continue;
                var name = string.Create(CultureInfo.InvariantCulture, $"P{index:D4}");
                using var image = File.Create(Path.Combine(folder.FullName, name + ".dll"));
                if (Programs.Compile((file, source)).WithAssemblyName(name).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success)
                    names[name] = file;
            }

            // In turn: the machine's cores are few, and a program that is slow must not look like one that hangs.
            var results = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
            for (var peer = 0; peer < Peers.Length; peer++)
            {
                // One that recurses without end takes the process with it: the rest is run by the next.
                var after = "";
                for (var isOver = false; !isOver;)
                {
                    var lines = await RunPeerAsync(folder.FullName, Peers[peer], after);
                    isOver = true;
                    foreach (var line in lines)
                    {
                        if (line.Split('\t', 2) is not [var name, var printed] || !names.TryGetValue(name, out var file))
                            continue;
                        if (!results.TryGetValue(file, out var all))
                            results.Add(file, all = ["", "", "", ""]);
                        all[peer] = printed.Length == 0 ? "crashed" : printed;
                        isOver = false;
                        after = name;
                    }

                    isOver |= lines.Contains("end");
                }
            }

            return results;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string[]> RunPeerAsync(string folder, (string Culture, string Zone, string Order) peer, string after)
    {
        var place = Directory.CreateTempSubdirectory("peer");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(Metadata("RepositoryRoot"), Metadata("ReducerRunner")), folder, peer.Culture, peer.Order, after])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                WorkingDirectory = place.FullName,
            },
        };
        process.StartInfo.Environment["TZ"] = peer.Zone;
        process.StartInfo.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        process.StartInfo.Environment["LOGNAME"] = process.StartInfo.Environment["USER"] = "peer" + peer.Order;
        process.StartInfo.Environment["PEER"] = peer.Culture;
        process.Start();
        process.StandardInput.Close();
        // The trace of an overflown stack, which is long.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var printed = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return printed.Split('\n');
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
            place.Delete(recursive: true);
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    private static bool Differs(string[] printed) => printed.Distinct(StringComparer.Ordinal).Count() > 1;

    private static string Difference(string[] printed)
    {
        var other = Array.FindIndex(printed, text => text != printed[0]);
        var at = printed[0].Zip(printed[other]).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, at - 40);
        return $"{Peers[0]} …{Short(printed[0][Math.Min(from, printed[0].Length)..])} but {Peers[other]} …{Short(printed[other][Math.Min(from, printed[other].Length)..])}";
    }

    private static string Short(string text) => text.Length > 160 ? text[..160] : text;

    private static List<string> IdsOf(string source) =>
        [.. source.Split('\n').TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)).SelectMany(line => Regex.Matches(line, @"SCUT\d{4}").Select(match => match.Value))];

    private static string Metadata(string key) => typeof(SoundnessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
