using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Scuttlegen.Nats;

namespace Scuttlegen.Benchmarks.Throughput;

/// <summary>Counter actions dispatched here, over a nats-server of its own, until they are applied in another process.</summary>
internal static class NatsThroughput
{
    private const int Count = 2_000_000;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        var port = FreePort();
        using var server = Start(ServerProgram(), ["-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await AcceptsAsync(port);
            List<TimeSpan> applied = [], dispatched = [];
            for (var round = 0; round < Rounds; round++)
            {
                var (toDispatch, toApply) = await RoundAsync($"nats://127.0.0.1:{port}");
                dispatched.Add(toDispatch);
                applied.Add(toApply);
            }

            Throughput.Header();
            Throughput.Report("`Dispatch` in a loop, here alone", Count, dispatched);
            Throughput.Report("dispatched here, applied in the other process", Count, applied);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>The other process: applies what arrives, and says when that is everything.</summary>
    public static async Task ReceiveAsync(string url, int count)
    {
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var store = await CounterStore.OpenAsync(o => o.AllowUnsigned().UseNats(url));
        using var events = store.SubscribeToEvents(static happened => Console.Error.WriteLine($"  receiver: {happened.Message}"));
        using var states = store.Subscribe(_ =>
        {
            if (store.Statistics.Updates == count) complete.TrySetResult();
        });
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        await complete.Task;
        self.Refresh();
        var statistics = store.Statistics;
        Console.WriteLine("applied");
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  receiver: {(self.TotalProcessorTime - before).TotalMilliseconds:N0} ms of processor, {statistics.FramesReceived} frames, {statistics.FramesDropped} dropped, {statistics.Pulls} pulls, {statistics.Rewinds} rewinds"));
        await Console.In.ReadLineAsync();
    }

    private static async Task<(TimeSpan ToDispatch, TimeSpan ToApply)> RoundAsync(string url)
    {
        await using var store = await CounterStore.OpenAsync(o => o.AllowUnsigned().UseNats(url));
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var events = store.SubscribeToEvents(happened =>
        {
            if (happened is PeerJoined) joined.TrySetResult();
        });
        using var receiver = Start("dotnet", [typeof(NatsThroughput).Assembly.Location, "throughput", "receive", url, Count.ToString(CultureInfo.InvariantCulture)]);
        await joined.Task;

        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Count; i++) store.Dispatch(new Incremented(i));
        var toDispatch = watch.Elapsed;
        var line = await receiver.StandardOutput.ReadLineAsync();
        var toApply = watch.Elapsed;
        self.Refresh();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  sender: {(self.TotalProcessorTime - before).TotalMilliseconds:N0} ms of processor"));
        if (line != "applied") throw new InvalidOperationException($"The receiver said '{line}'.");
        await receiver.StandardInput.WriteLineAsync();
        await receiver.WaitForExitAsync();
        return (toDispatch, toApply);
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = program != "dotnet",
    })!;

    private static string ServerProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/local/sbin"])
            .Select(static folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "nats-server.exe" : "nats-server"))
            .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("nats-server is not on PATH; on Debian: apt-get install nats-server.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AcceptsAsync(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 500)
            {
                await Task.Delay(10);
            }
        }
    }
}
