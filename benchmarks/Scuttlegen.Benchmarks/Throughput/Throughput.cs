using System.Globalization;

namespace Scuttlegen.Benchmarks.Throughput;

/// <summary>
/// Whole stores with disk, network and other processes, which BenchmarkDotNet does not measure: <c>throughput sqlite [folder]</c>,
/// <c>throughput nats</c>. Each figure is of several rounds, each on a store of its own.
/// </summary>
internal static class Throughput
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["sqlite"]:
                await SqliteThroughput.RunAsync(Path.GetTempPath());
                return 0;
            case ["sqlite", var folder]:
                await SqliteThroughput.RunAsync(folder);
                return 0;
            case ["reopen", var path]:
                await SqliteThroughput.ReopenAsync(path);
                return 0;
            case ["nats"]:
                await NatsThroughput.RunAsync();
                return 0;
            case ["receive", var url, var count]:
                await NatsThroughput.ReceiveAsync(url, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            default:
                await Console.Error.WriteLineAsync("throughput sqlite [folder] | throughput nats");
                return 1;
        }
    }

    public static void Report(string what, int count, IReadOnlyList<TimeSpan> rounds)
    {
        var rates = rounds.Select(round => count / round.TotalSeconds).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {rates[^1]:N0} | {rates[rates.Count / 2]:N0} | {rates[0]:N0} |"));
    }

    public static void Header()
    {
        Console.WriteLine("| per second | best | median | worst |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
    }
}
