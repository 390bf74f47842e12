using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Rules;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// What the analysers add to a compilation and to a key stroke: <c>analyzers [reducers [states]]</c>. Each round compiles once without any, once with each set of
/// analysers, every time from a compilation that has bound nothing. What counts is processor time, all threads together, and of each set the least of all rounds: both hardly
/// depend on what else the machine does.
/// </summary>
internal static class AnalyzerFigures
{
    private const int Rounds = 4;
    private const int WarmUps = 2;
    private const int KeyStrokeRounds = 20;
    private const int KeyStrokeWarmUps = 5;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Ours =
        [.. typeof(EffectAnalyzer).Assembly.GetTypes()
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

        using (var project = new ConsumerProject(program))
            await Compilations(program, new ConsumerCompilation(program, project));
        await KeyStrokes(program, reducers);
        await Shares(program);
    }

    private static async Task Compilations(ReducerProgram program, ConsumerCompilation consumer)
    {
        if ((await consumer.CompileAsync([.. consumer.Theirs, .. Ours])).FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error || d.Id == "AD0001") is { } error)
            throw new InvalidOperationException(error.ToString());

        var none = new AnalyzerOptions([]);
        var sets = new (string What, Func<Task> Compile, int[] Bases)[]
        {
            ("compilation: parsed, bound, emitted; no analyser, no generator", () => Task.FromResult(program.Parsed().Emit(Stream.Null)), []),
            ("the floor: with an analyser that is shown every body and does nothing", () => CompilerDriver.CompileAsync(program.Parsed(), [new Bystander()], none), [0]),
            ("with ours alone", () => CompilerDriver.CompileAsync(program.Parsed(), Ours, none), [0, 1]),
            ("with generators, the SDK's and Scuttlegen's, and what they generate", () => consumer.CompileAsync([]), [0]),
            ("and the analysers that come with the SDK and the generators: what a project has without ours", () => consumer.CompileAsync(consumer.Theirs), [0]),
            ("and ours", () => consumer.CompileAsync([.. consumer.Theirs, .. Ours]), [0, 4]),
        };
        var times = sets.Select(static _ => new List<double>()).ToList();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            for (var set = 0; set < sets.Length; set++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var time = await Time(sets[set].Compile);
                if (round >= WarmUps) times[set].Add(time);
            }

            // On a busy machine a round may take minutes: whoever stops it has something all the same.
            if (round >= WarmUps) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {string.Join(", ", times.Select(t => t[^1].ToString("N0", CultureInfo.InvariantCulture)))} ms"));
        }

        Console.WriteLine();
        Console.WriteLine("| what | best, ms | median, ms | more than compilation | more than the floor, or than without ours |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        for (var set = 0; set < sets.Length; set++) Print(sets[set].What, times[set], [.. sets[set].Bases.Select(basis => times[basis])]);
    }

    private static async Task<double> Time(Func<Task> compile)
    {
        var before = Environment.CpuUsage.TotalTime;
        await compile();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>What an editor asks for after each: the diagnostics of the file that changed, in a compilation of which all but that file is as before.</summary>
    private static async Task KeyStrokes(ReducerProgram program, int reducers)
    {
        Console.WriteLine();
        Console.WriteLine("| key stroke | best, ms | median, ms |");
        Console.WriteLine("| --- | ---: | ---: |");
        await KeyStrokes("a reducer", round => program.Edited(round * 31 % reducers, Number(round)));
        await KeyStrokes("a type of state", round => program.EditedState(round % program.States, Number(round)));

        static string Number(int round) => (round + 2).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task KeyStrokes(string place, Func<int, (CSharpCompilation Compilation, SyntaxTree Tree)> edit)
    {
        var (compiler, idle, ours) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < KeyStrokeWarmUps + KeyStrokeRounds; round++)
        {
            foreach (var (analyzers, times) in new[] { (ImmutableArray.Create<DiagnosticAnalyzer>(new Bystander()), idle), (Ours, ours) })
            {
                var (compilation, tree) = edit((2 * round) + (times == ours ? 1 : 0));
                var bound = await Time(() => Task.FromResult(compilation.GetSemanticModel(tree).GetDiagnostics()));
                // With the declarations bound, as the compiler's own squiggles need them too.
                var analysis = Analysis(compilation, analyzers);
                var analysed = await Time(() => analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, default));
                if (round < KeyStrokeWarmUps) continue;
                compiler.Add(bound);
                times.Add(analysed);
            }
        }

        Print($"in {place}: the compiler's diagnostics of its file", compiler);
        Print($"in {place}: an analyser that is shown every body of it and does nothing", idle);
        Print($"in {place}: ours", ours);
    }

    /// <summary>How the time is shared out among ours. Whoever asks the shared engine first pays for all, so that what is left for the others is their own.</summary>
    private static async Task Shares(ReducerProgram program)
    {
        var analysis = Analysis(program.Parsed(), Ours, isTimed: true, isConcurrent: false);
        var telemetry = (await analysis.GetAnalysisResultAsync(default)).AnalyzerTelemetryInfo;
        var lines = Ours.Select(analyzer => (Name: analyzer.GetType().Name, Spent: telemetry.TryGetValue(analyzer, out var info) ? info.ExecutionTime.TotalMilliseconds : 0)).ToList();
        Console.WriteLine();
        Console.WriteLine("| analyser | among all, ms |");
        Console.WriteLine("| --- | ---: |");
        foreach (var (name, spent) in lines.OrderByDescending(line => line.Spent).Take(12))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {spent:N1} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| all {lines.Count} | {lines.Sum(line => line.Spent):N0} |"));
    }

    private static CompilationWithAnalyzers Analysis(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, bool isTimed = false, bool isConcurrent = true) =>
        compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: isConcurrent, logAnalyzerExecutionTime: isTimed));

    private static void Print(string what, List<double> times, params List<double>[] bases)
    {
        var more = bases.Select(basis => string.Create(CultureInfo.InvariantCulture, $" {100 * ((times.Min() / basis.Min()) - 1):N1} % |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times.Min():N1} | {Median(times):N1} |{string.Concat(more)}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
