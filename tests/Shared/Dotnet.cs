using System.Diagnostics;
using System.Text;
using Xunit;

namespace Scuttlegen.Tests.Shared;

/// <summary>What a command ended with.</summary>
public sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs commands in processes of their own, which never outlive their patience.</summary>
public static class Dotnet
{
    /// <summary>For a machine that is busy with other things; idle, the slowest command takes a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>The host that runs this test, so that a machine with several SDKs tests one.</summary>
    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static Task<CommandResult> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        RunAsync(Host, folder, variables, arguments);

    /// <returns>The exit code, and standard output and standard error as one text.</returns>
    /// <exception cref="TimeoutException">It took longer than any machine should; it was ended.</exception>
    public static async Task<CommandResult> RunAsync(string program, string folder, IReadOnlyDictionary<string, string> variables, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Whoever runs the tests may be MSBuild, and its variables would rule the build inside.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);

        // Servers that stay behind would hold the pipes open and the temporary folder in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in variables) start.Environment[name] = value;

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Gather;
        process.ErrorDataReceived += Gather;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end in time:\n{Text()}", exception);
        }

        return new CommandResult(process.ExitCode, Text());

        void Gather(object sender, DataReceivedEventArgs line)
        {
            lock (output) output.AppendLine(line.Data);
        }

        string Text()
        {
            lock (output) return output.ToString();
        }
    }
}
