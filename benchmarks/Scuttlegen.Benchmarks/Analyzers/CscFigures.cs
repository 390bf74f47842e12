using System.Globalization;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// What the SDK's own compiler takes for the program, as a process of its own with all that it has to load and translate first: <c>csc [reducers [states]]</c>. The sets of analysers take turns; of each
/// the least of all rounds counts.
/// </summary>
internal static class CscFigures
{
    private const int Rounds = 5;

    public static void Run(int reducers, int? states)
    {
        using var project = new ConsumerProject(new ReducerProgram(reducers, states));
        foreach (var argument in project.Arguments.Where(static a => a.StartsWith("/analyzer", StringComparison.Ordinal))) Console.WriteLine(argument);
        var sets = new (string What, Func<string, bool> IsWanted, string? More)[]
        {
            ("no analysers, no generators", static _ => false, null),
            ("generators, the SDK's and Scuttlegen's", static path => path != ConsumerProject.AnalyzersPath, "/skipanalyzers+"),
            ("and the analysers that come with the SDK and the generators", static path => path != ConsumerProject.AnalyzersPath, null),
            ("and `Scuttlegen.Analyzers`", static _ => true, null),
        };
        var times = sets.Select(static _ => new List<(TimeSpan Wall, TimeSpan Processor)>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var set = 0; set < sets.Length; set++) times[set].Add(project.Compile(sets[set].IsWanted, sets[set].More));
            Console.WriteLine(Text($"round {round + 1}: processor {string.Join(", ", times.Select(t => Text($"{t[^1].Processor.TotalMilliseconds:N0}")))}; clock {string.Join(", ", times.Select(t => Text($"{t[^1].Wall.TotalMilliseconds:N0}")))} ms"));
        }

        Console.WriteLine();
        Console.WriteLine("| csc with | processor, ms | more than the row above | clock, ms | more than the row above |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        for (var set = 0; set < sets.Length; set++)
        {
            var above = times[Math.Max(0, set - 1)];
            var (processor, wall) = (times[set].Min(t => t.Processor), times[set].Min(t => t.Wall));
            Console.WriteLine(Text($"| {sets[set].What} | {processor.TotalMilliseconds:N0} | {100 * ((processor / above.Min(t => t.Processor)) - 1):N1} % | {wall.TotalMilliseconds:N0} | {100 * ((wall / above.Min(t => t.Wall)) - 1):N1} % |"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
