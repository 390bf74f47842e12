using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Rules;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// What the analysers add to a compilation and to a key stroke: <c>analyzers [reducers [states]]</c>. Each round compiles once without any, once with each set of
/// analysers, every time from a compilation that has bound nothing; so what is compared runs within the same seconds.
/// </summary>
internal static class AnalyzerFigures
{
    private const int Rounds = 9;
    private const int WarmUps = 2;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Ours =
        [.. typeof(EffectRule).Assembly.GetTypes()
            .Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static async Task RunAsync(int reducers, int? states)
    {
        var program = new ReducerProgram(reducers, states);
        using (var image = new MemoryStream())
        {
            var errors = program.Compilation.Clone().Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count > 0) throw new InvalidOperationException(errors[0].ToString());
        }

        var found = await Analysis(program.Compilation.Clone(), Ours).GetAnalyzerDiagnosticsAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{reducers:N0} reducers in {reducers:N0} files, {program.States} states, {program.Files.Count:N0} files, {program.Files.Sum(f => f.Text.AsSpan().Count('\n')):N0} lines; found {found.Length}: {string.Join(", ", found.GroupBy(d => d.Id).Select(g => $"{g.Key} {g.Count()}"))}"));
        if (found.FirstOrDefault(d => d.Id == "AD0001") is { } thrown) throw new InvalidOperationException(thrown.ToString());

        var (plain, idle, ours, both) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var counts = round >= WarmUps;
            await Time(plain, counts, program, []);
            await Time(ours, counts, program, Ours);
            await Time(idle, counts, program, [new Bystander()]);
            await Time(both, counts, program, [new Bystander(), .. Ours]);
        }

        Console.WriteLine();
        Console.WriteLine("| what | best, ms | median, ms | more than compilation, median of rounds |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Print("compilation: bind and emit", plain, null);
        Print("with an analyser that reads every body and finds nothing", idle, plain);
        Print("with ours", ours, plain);
        Print("with both", both, plain);
        Print("with both, against the idle one", both, idle);

        await KeyStrokes(program, reducers);
        await Shares(program);
    }

    private static async Task Time(List<double> times, bool counts, ReducerProgram program, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var compilation = program.Compilation.Clone();
        var clock = Stopwatch.StartNew();
        if (analyzers.IsEmpty) compilation.Emit(Stream.Null);
        else await CompilerDriver.CompileAsync(compilation, analyzers);
        if (counts) times.Add(clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>What an editor asks for after each: the diagnostics of the file that changed, in a compilation of which all but that file is as before.</summary>
    private static async Task KeyStrokes(ReducerProgram program, int reducers)
    {
        var (compiler, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5 + 30; round++)
        {
            var (compilation, tree) = program.Edited(round * 31 % reducers, (round + 2).ToString(CultureInfo.InvariantCulture));
            var clock = Stopwatch.StartNew();
            compilation.GetSemanticModel(tree).GetDiagnostics();
            if (round >= 5) compiler.Add(clock.Elapsed.TotalMilliseconds);

            // With the declarations bound, as the compiler's own squiggles need them too.
            var analysis = Analysis(compilation, Ours);
            clock.Restart();
            await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, default);
            if (round >= 5) ours.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print("a key stroke in a reducer: the compiler's diagnostics of its file", compiler, null);
        Print("a key stroke in a reducer: ours", ours, null);
    }

    /// <summary>How the time is shared out. One analyser at a time, as whoever asks the engine first pays for all.</summary>
    private static async Task Shares(ReducerProgram program)
    {
        Console.WriteLine();
        Console.WriteLine("| analyser | alone, ms | among all, ms |");
        Console.WriteLine("| --- | ---: | ---: |");
        var together = Analysis(program.Compilation.Clone(), Ours, isTimed: true, isConcurrent: false);
        var result = await together.GetAnalysisResultAsync(default);
        var lines = new List<(string Name, double Alone, double Among)>();
        foreach (var analyzer in Ours)
        {
            var alone = Analysis(program.Compilation.Clone(), [analyzer], isTimed: true, isConcurrent: false);
            var telemetry = (await alone.GetAnalysisResultAsync(default)).AnalyzerTelemetryInfo;
            lines.Add((analyzer.GetType().Name, Spent(telemetry, analyzer), Spent(result.AnalyzerTelemetryInfo, analyzer)));
        }

        foreach (var (name, alone, among) in lines.OrderByDescending(line => line.Among))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {alone:N0} | {among:N1} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all | | {lines.Sum(line => line.Among):N0} |"));

        static double Spent(ImmutableDictionary<DiagnosticAnalyzer, Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo> telemetry, DiagnosticAnalyzer analyzer) =>
            telemetry.TryGetValue(analyzer, out var info) ? info.ExecutionTime.TotalMilliseconds : 0;
    }

    private static CompilationWithAnalyzers Analysis(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isTimed = false, bool isConcurrent = true) =>
        compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: isConcurrent, logAnalyzerExecutionTime: isTimed));

    private static void Print(string what, List<double> times, List<double>? basis)
    {
        var more = basis is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * (Median(times.Zip(basis, (time, least) => time / least)) - 1):N1} %");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times.Min():N1} | {Median(times):N1} | {more} |"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
