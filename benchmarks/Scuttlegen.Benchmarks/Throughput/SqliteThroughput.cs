using System.Diagnostics;
using System.Globalization;

namespace Scuttlegen.Benchmarks.Throughput;

/// <summary>Counter actions into a SQLite log, durable; and a log of a million of them opened again, by a process that does nothing else.</summary>
internal static class SqliteThroughput
{
    private const int Bulk = 1_000_000;
    private const int Lone = 200_000;
    private const int Rounds = 5;

    public static async Task RunAsync(string parent)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"scuttlegen-throughput-{Environment.ProcessId}")).FullName;
        try
        {
            await RunInAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Says how long opening took and what the process needed at most.</summary>
    public static async Task ReopenAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        await using var store = await CounterStore.OpenAsync(o => o.UseSqlite(path));
        var elapsed = watch.Elapsed;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {store.History.Count:N0} | {new FileInfo(path).Length / 1048576.0:N1} | {elapsed.TotalMilliseconds:N0} | {self.PeakWorkingSet64 / 1048576.0:N0} | {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:N0} |"));
    }

    private static async Task RunInAsync(string folder)
    {
        Throughput.Header();
        List<TimeSpan> rounds = [];
        for (var round = 0; round < Rounds; round++) rounds.Add(await BulkAsync(Path.Combine(folder, $"bulk{round}.db")));
        Throughput.Report("`Dispatch` in a loop, until all is durable", Bulk, rounds);
        foreach (var callers in (ReadOnlySpan<int>)[1, 16, 64, 256, 1024])
        {
            var count = callers == 1 ? 2000 : Lone;
            rounds.Clear();
            for (var round = 0; round < Rounds; round++) rounds.Add(LoneAsync(Path.Combine(folder, $"lone{callers}-{round}.db"), callers, count).GetAwaiter().GetResult());
            Throughput.Report(string.Create(CultureInfo.InvariantCulture, $"`DispatchAsync`, each awaited, {callers} callers"), count, rounds);
        }

        // A million in small batches, as they come about when updates trickle in.
        var trickled = Path.Combine(folder, "trickled.db");
        await LoneAsync(trickled, 16, Bulk);
        Console.WriteLine();
        Console.WriteLine("| updates | MiB of file | ms to open | MiB at most | MiB kept |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach (var path in (ReadOnlySpan<string>)[Path.Combine(folder, "bulk0.db"), trickled])
        {
            for (var round = 0; round < 3; round++)
            {
                using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(SqliteThroughput).Assembly.Location, "throughput", "reopen", path]))!;
                child.WaitForExit();
            }
        }
    }

    private static async Task<TimeSpan> BulkAsync(string path)
    {
        await using var store = await CounterStore.OpenAsync(o => o.UseSqlite(path));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Bulk; i++) store.Dispatch(new Incremented(i));
        await store.FlushAsync();
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> LoneAsync(string path, int callers, int count)
    {
        await using var store = await CounterStore.OpenAsync(o => o.UseSqlite(path));
        var left = count;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return watch.Elapsed;

        async Task CallAsync()
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var i) await store.DispatchAsync(new Incremented(i));
        }
    }
}
