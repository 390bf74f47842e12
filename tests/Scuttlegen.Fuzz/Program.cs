using System.Diagnostics;
using System.Globalization;
using Scuttlegen.Fuzz;

// Without arguments of ours this is a test project like any other.
if (!args.Contains("--inputs") && !args.Contains("--target"))
{
    return args.Contains("-automated") || args.Contains("@@")
        ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
        : await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}

var name = args.Contains("--target") ? args.SkipWhile(static argument => argument != "--target").Skip(1).FirstOrDefault() : null;
if (!TryRead("--inputs", 100_000, out var inputs) || !TryRead("--seed", 1, out var seed) || !TryRead("--first", 0, out var first) || (name is not null && !FuzzTarget.Names.Contains(name)))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Scuttlegen.Fuzz -- [--target {string.Join('|', FuzzTarget.Names)}] [--inputs N] [--seed S] [--first F]");
    return 2;
}

foreach (var target in FuzzTarget.Names.Where(candidate => name is null || candidate == name).Select(FuzzTarget.Create))
{
    var watch = Stopwatch.StartNew();
    try
    {
        var report = target.Run((ulong)seed, first, inputs, taken => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {taken:N0} inputs, {watch.Elapsed.TotalSeconds:F0} s")));
        foreach (var (what, times) in report.Counts) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,15:N0}  {what}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {report.Inputs:N0} inputs of seed {seed} passed in {watch.Elapsed.TotalSeconds:F0} s; the slowest took {report.Longest.TotalMilliseconds:F1} ms, the greediest allocated {report.MostAllocated:N0} bytes."));
    }
    catch (FuzzFailure failure)
    {
        Console.WriteLine(failure.Message);
        return 1;
    }
}

return 0;

bool TryRead(string option, long otherwise, out long value)
{
    value = otherwise;
    var at = Array.IndexOf(args, option);
    return at < 0 || (at + 1 < args.Length && long.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out value));
}
