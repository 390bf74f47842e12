using System.Diagnostics;
using System.Reflection;

namespace Scuttlegen.Samples.Tests;

/// <summary>One run of a sample, driven by lines of text as a person or a script would. Killed by its process id if the test ends first.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly SemaphoreSlim _changed = new(0);

    private SampleProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Output => Copy(_output);

    public IReadOnlyList<string> Errors => Copy(_errors);

    public static SampleProcess StartCounter(params string[] arguments) => Start("dotnet", [Path.Combine(RepositoryRoot, Metadata("CounterSample")), .. arguments]);

    public static string RepositoryRoot => Path.GetFullPath(Metadata("RepositoryRoot"));

    public static SampleProcess Start(string program, params string[] arguments) => new(new Process
    {
        StartInfo = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
    });

    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    public void EndInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    public Task SeesAsync(string text) => WaitForAsync(_output, text);

    public Task SeesErrorAsync(string text) => WaitForAsync(_errors, text);

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string Metadata(string key) =>
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private async Task WaitForAsync(List<string> lines, string text)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            while (!Copy(lines).Any(line => line.Contains(text, StringComparison.Ordinal))) await _changed.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"'{text}' did not appear within {Patience}.\nOutput:\n{string.Join('\n', Output)}\nErrors:\n{string.Join('\n', Errors)}");
        }
    }

    private void Add(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
        _changed.Release();
    }

    private static List<string> Copy(List<string> lines)
    {
        lock (lines) return [.. lines];
    }
}
