using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Scuttlegen.Tests.Shared;

/// <summary>
/// A real nats-server of the test's own, on a free loopback port, in a temporary folder. Link this file into a test project:
/// <c>&lt;Compile Include="../Shared/NatsServer.cs" Link="NatsServer.cs" /&gt;</c>. Without an installed nats-server the test is skipped.
/// </summary>
public sealed class NatsServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _program;
    private readonly string _configuration;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nats-server-");
    private Process? _process;
    private int _monitorPort;

    private NatsServer(string program, string configuration)
    {
        _program = program;
        _configuration = configuration;
    }

    /// <summary>The port it listens on; kept when it is stopped and started again.</summary>
    public int Port { get; private set; }

    /// <summary>Where it runs, and what file names in its configuration are relative to. Goes with it.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The address for clients.</summary>
    public string Url => $"nats://127.0.0.1:{Port}";

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    /// <param name="configuration">Further lines of its configuration file, such as <c>max_payload: 65536</c>.</param>
    public static async Task<NatsServer> StartAsync(string configuration = "")
    {
        var server = Reserve(configuration);
        await server.ComeUpAsync();
        return server;
    }

    /// <summary>A server that is not running yet, but has its port.</summary>
    public static NatsServer Reserve(string configuration = "")
    {
        var server = Create(configuration);

        // Below the ports that systems hand out by themselves, so that nobody takes it while the server is down.
        for (var attempt = 0; server.Port == 0; attempt++)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                server.Port = port;
            }
            catch (SocketException) when (attempt < 100)
            {
                // Taken: try another.
            }
        }

        return server;
    }

    /// <summary>Starts a reserved or stopped server, on its port, and waits until it accepts connections.</summary>
    /// <param name="configuration">Replaces the further lines given before.</param>
    public async Task ComeUpAsync(string? configuration = null)
    {
        Assert.Null(_process);
        foreach (var old in _folder.EnumerateFiles("*.ports")) old.Delete();
        var file = Path.Combine(_folder.FullName, "server.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"""
            listen: "127.0.0.1:{Port}"
            http: "127.0.0.1:-1"
            ports_file_dir: "{_folder.FullName}"
            {configuration ?? _configuration}

            """));
        _process = Process.Start(new ProcessStartInfo(_program, ["-c", file, "-l", Path.Combine(_folder.FullName, "server.log")]) { WorkingDirectory = _folder.FullName })!;
        AppDomain.CurrentDomain.ProcessExit += Kill;

        var deadline = Stopwatch.StartNew();
        while (!TryReadPorts() || !await AcceptsAsync())
        {
            if (_process.HasExited || deadline.Elapsed > Patience)
            {
                var log = Path.Combine(_folder.FullName, "server.log");
                throw new InvalidOperationException($"nats-server did not come up. {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
            }

            // Another process has no condition to wait on: it is asked again, and gets the processor in between.
            await Task.Delay(10);
        }
    }

    /// <summary>Ends the process, as a crash would, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        Kill(null, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
        AppDomain.CurrentDomain.ProcessExit -= Kill;
    }

    /// <summary>Stops the process without closing its sockets: a server that hangs. Skips the test where there are no signals.</summary>
    public async Task FreezeAsync()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("A process can only be frozen where there are signals.");
        Assert.Equal(0, SendSignal(_process!.Id, OperatingSystem.IsMacOS() ? 17 : 19));

        // The signal only asks: a thread that runs on another core may still answer.
        var threads = $"/proc/{_process.Id}/task";
        if (Directory.Exists(threads)) await UntilAsync(() => Task.FromResult(Directory.GetDirectories(threads).All(IsStopped)));

        static bool IsStopped(string thread)
        {
            var state = File.ReadAllText(Path.Combine(thread, "stat"));
            return state[(state.LastIndexOf(')') + 2)] == 'T';
        }
    }

    /// <summary>How many clients the server says are connected.</summary>
    public async Task<int> CountConnectionsAsync()
    {
        using var http = new HttpClient();
        var answer = await http.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{_monitorPort}/varz");
        return answer.GetProperty("connections").GetInt32();
    }

    /// <summary>How many subscriptions of clients the server holds.</summary>
    public async Task<int> CountSubscriptionsAsync(string subjectPart)
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync($"http://127.0.0.1:{_monitorPort}/connz?subs=1");
        return answer.Split(subjectPart).Length - 1;
    }

    /// <summary>Waits until something is true of the server.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var deadline = Stopwatch.StartNew();
        while (!await condition())
        {
            if (deadline.Elapsed > Patience) throw new TimeoutException("It never came true.");

            // As above.
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private static NatsServer Create(string configuration)
    {
        var name = OperatingSystem.IsWindows() ? "nats-server.exe" : "nats-server";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var program = folders.Concat(["/usr/sbin", "/usr/local/sbin", "/usr/local/bin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (program is null) Assert.Skip("nats-server is not installed (it is looked for on PATH and in the usual places); on Debian: apt-get install nats-server.");
        return new NatsServer(program, configuration);
    }

    private void Kill(object? sender, EventArgs args)
    {
        try
        {
            _process?.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private bool TryReadPorts()
    {
        if (_folder.EnumerateFiles("*.ports").FirstOrDefault() is not { } file) return false;
        try
        {
            using var ports = JsonDocument.Parse(File.ReadAllText(file.FullName));
            _monitorPort = new Uri(ports.RootElement.GetProperty("monitoring")[0].GetString()!).Port;
            return true;
        }
        catch (JsonException)
        {
            // Still being written.
            return false;
        }
    }

    private async Task<bool> AcceptsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            var greeting = new byte[4];
            await client.GetStream().ReadExactlyAsync(greeting);
            return Encoding.ASCII.GetString(greeting) == "INFO";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
