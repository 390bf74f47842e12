using System.Diagnostics;
using System.Globalization;
using Scuttlegen.Simulation;

// Without arguments of ours this is a test project like any other.
if (!args.Contains("--seeds") && !args.Contains("--first"))
{
    return args.Contains("-automated") || args.Contains("@@")
        ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
        : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}

if (!TryRead("--seeds", 1000, out var seeds) || !TryRead("--first", 0, out var first) || seeds < 1 || first < 0)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Scuttlegen.Simulation -- [--seeds N] [--first S] [--copies] [--trace]");
    return 2;
}

var withCopies = args.Contains("--copies");
var watch = Stopwatch.StartNew();
if (args.Contains("--trace"))
{
    for (var seed = first; seed < first + seeds; seed++)
    {
        Console.WriteLine(FormattableString.Invariant($"Seed {seed}"));
        if (Runs.Run(seed, withCopies, Console.WriteLine, out _) is not { } failure) continue;
        Console.WriteLine(failure);
        return 1;
    }

    return 0;
}

var done = 0;
var seen = new SortedDictionary<string, long>(StringComparer.Ordinal);
var slowest = (Seed: first, After: TimeSpan.Zero);
var failures = Runs.RunAll(first, seeds, withCopies, (seed, scenario) =>
{
    done++;
    if (scenario.ConvergedAfter > slowest.After) slowest = (seed, scenario.ConvergedAfter);
    foreach (var (what, times) in scenario.Seen) seen[what] = seen.GetValueOrDefault(what) + times;
    if (done % Math.Max(1, seeds / 20) == 0 && done < seeds) Console.WriteLine(FormattableString.Invariant($"{done} of {seeds} seeds, {watch.Elapsed.TotalSeconds:F0} s"));
});
foreach (var failure in failures) Console.WriteLine(failure);
foreach (var (what, times) in seen) Console.WriteLine(FormattableString.Invariant($"{times,12:N0} x {what}"));
var cpu = Process.GetCurrentProcess().TotalProcessorTime;
Console.WriteLine(FormattableString.Invariant($"{done} seeds passed, {failures.Count} failed: {watch.Elapsed.TotalSeconds:F0} s, {cpu.TotalSeconds:F0} s of processor time."));
if (failures.Count == 0) Console.WriteLine(FormattableString.Invariant($"The slowest to agree was seed {slowest.Seed}: {slowest.After.TotalSeconds:F1} s of virtual time after the last fault."));
return failures.Count == 0 ? 0 : 1;

bool TryRead(string name, int otherwise, out int value)
{
    value = otherwise;
    var at = Array.IndexOf(args, name);
    return at < 0 || (at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out value));
}
