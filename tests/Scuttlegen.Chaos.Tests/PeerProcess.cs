using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;

namespace Scuttlegen.Chaos.Tests;

/// <summary>One life of a peer: a process that is driven by lines of text, and killed by its id if it does not end by itself.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _acknowledged;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _errors = new();

    private PeerProcess(Process process, ConcurrentQueue<string> acknowledged)
    {
        _process = process;
        _acknowledged = acknowledged;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null) _errors.Enqueue(line.Data);
        };
        process.Start();
        AppDomain.CurrentDomain.ProcessExit += KillWithUs;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard error.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <param name="acknowledged">Gets the id of every update that the peer says is durable.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static async Task<PeerProcess> StartAsync(ConcurrentQueue<string> acknowledged, params string[] arguments)
    {
        var peer = new PeerProcess(
            new Process
            {
                StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(Metadata("RepositoryRoot"), Metadata("ChaosPeer")), .. arguments])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            },
            acknowledged);
        await peer.HearsAsync("up ");
        return peer;
    }

    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string> AskAsync(string line, string answer)
    {
        await SayAsync(line);
        return await HearsAsync(answer);
    }

    /// <summary>Ends it as a crash would (SIGKILL), and waits until it is gone and everything it said was heard.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async Task QuitAsync()
    {
        await SayAsync("quit");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(_process.ExitCode == 0, $"Exit code {_process.ExitCode}\n{string.Join('\n', _errors)}");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillWithUs;
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static string Metadata(string key) =>
        typeof(PeerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private async Task<string> HearsAsync(string prefix)
    {
        try
        {
            var line = await _answers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.StartsWith(prefix, line, StringComparison.Ordinal);
            return line;
        }
        catch (Exception exception) when (exception is TimeoutException or ChannelClosedException)
        {
            throw new InvalidOperationException($"The peer did not say '{prefix}'.\n{string.Join('\n', _errors)}", exception);
        }
    }

    private void Take(string? line)
    {
        if (line is null) _answers.Writer.TryComplete();
        else if (line.StartsWith("ack ", StringComparison.Ordinal)) _acknowledged.Enqueue(line[4..]);
        else _answers.Writer.TryWrite(line);
    }

    private void KillWithUs(object? sender, EventArgs args)
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
