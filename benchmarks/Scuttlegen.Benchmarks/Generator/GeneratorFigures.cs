using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Generators;

namespace Scuttlegen.Benchmarks.Generator;

/// <summary>
/// What one key stroke costs, and what a build does: <c>generator [actions]</c>. A driver is kept over edits, as an editor keeps it; each round edits anew, and only running the driver
/// is timed. Processor time stands beside the clock's, for machines with other things to do.
/// </summary>
internal static class GeneratorFigures
{
    private const int Rounds = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int actions)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{actions:N0} actions, {actions:N0} reducers, milliseconds"));
        Console.WriteLine("| what | best | median | best processor time |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");

        Report("cold", 3, _ => Driver(), round => new GeneratedProgram(actions).Compilation);
        var program = new GeneratedProgram(actions);
        var driver = Driver().RunGenerators(program.Compilation);
        Edit("a method body elsewhere", n => program.With(GeneratedProgram.BystanderPath(7), GeneratedProgram.Bystander(7, "", Number(n))));
        Edit("a comment elsewhere", n => program.With(GeneratedProgram.BystanderPath(8), GeneratedProgram.Bystander(8, "// " + Number(n), "0")));
        Edit("a comment beside an action", n => program.With(GeneratedProgram.ActionPath(8), GeneratedProgram.Action(8, "/* " + Number(n) + " */")));
        Edit("a member of an unrelated class", n => program.With(GeneratedProgram.BystanderPath(9), GeneratedProgram.Bystander(9, $"public int Member{Number(n)} => 1;", "0")));
        Edit("a new file with an unrelated class", n => program.With($"New{Number(n)}.cs", $"namespace App; internal sealed class New{Number(n)} {{ public int Count; }}"));
        Edit("the body of one reducer", n => program.With(GeneratedProgram.ReducerPath(11), GeneratedProgram.Reducer(11, $"+ {Number(n)} +")));
        Edit("a member of one action", n => program.With(GeneratedProgram.ActionPath(12), GeneratedProgram.Action(12, $", int More{Number(n)} = 0")));
        Edit("a type that 20 actions refer to", n => program.With(GeneratedProgram.PayloadPath(13), GeneratedProgram.Payload(13, $", int More{Number(n)}")));
        Edit("a new file with an action", n => program.With($"A{Number(n)}.cs", $"namespace App; [Scuttlegen.GossipAction] public sealed partial record New{Number(n)}Action(int X);"));

        var analysis = new List<(TimeSpan, TimeSpan)>();
        for (var round = 0; round < 3; round++)
        {
            // A clone has bound nothing yet.
            driver.RunGeneratorsAndUpdateCompilation(program.Compilation.Clone(), out var output, out _);
            var (clock, processor) = (Stopwatch.StartNew(), Processor);
            var found = await output.WithAnalyzers([new GossipAnalyzer()]).GetAnalyzerDiagnosticsAsync();
            analysis.Add((clock.Elapsed, Processor - processor));
            if (found.Any(d => d.Id == "AD0001")) throw new InvalidOperationException(found[0].ToString());
        }

        Print("the analyzer, whole compilation", analysis);

        void Edit(string what, Func<int, CSharpCompilation> edit) => Report(what, Rounds, _ => driver, edit, after => driver = after);
    }

    private static TimeSpan Processor => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Report(string what, int rounds, Func<int, GeneratorDriver> start, Func<int, CSharpCompilation> edit, Action<GeneratorDriver>? keep = null)
    {
        var times = new List<(TimeSpan, TimeSpan)>();
        var all = Stopwatch.StartNew();
        for (var round = 0; round < rounds && (round < 3 || all.Elapsed < Patience); round++)
        {
            var driver = start(round);
            var compilation = edit(round);
            var (clock, processor) = (Stopwatch.StartNew(), Processor);
            driver = driver.RunGenerators(compilation);
            times.Add((clock.Elapsed, Processor - processor));
            keep?.Invoke(driver);
            if (driver.GetRunResult().Diagnostics is [var first, ..]) throw new InvalidOperationException(first.ToString());
        }

        Print(what, times);
    }

    private static void Print(string what, List<(TimeSpan Clock, TimeSpan Processor)> times)
    {
        var clock = times.Select(t => t.Clock.TotalMilliseconds).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {clock[0]:N2} | {clock[clock.Count / 2]:N2} | {times.Min(t => t.Processor.TotalMilliseconds):N0} |"));
    }

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(new GossipGenerator());

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
