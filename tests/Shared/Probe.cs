using System.Text;

namespace Scuttlegen.Tests.Shared;

/// <summary>A receiver that writes down what it is told, and lets a test wait for it.</summary>
internal sealed class Probe : ITransportReceiver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the receiver does with each frame beside writing it down.</summary>
    public Action<byte[]>? Handle { get; init; }

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    public IReadOnlyList<string> Frames => [.. Of("frame ")];

    public IReadOnlyList<string> Outages => [.. Of("disconnected ")];

    public IReadOnlyList<string> Losses => [.. Of("lost ")];

    public int Connections => Calls.Count(call => call == "connected");

    public Task Connected => UntilAsync(probe => probe.Connections > 0);

    public void OnFrame(ReadOnlySpan<byte> frame)
    {
        var copy = frame.ToArray();
        Write("frame " + (copy.Length <= 100 ? Encoding.UTF8.GetString(copy) : Digest(copy)));
        Handle?.Invoke(copy);
    }

    public void OnConnected() => Write("connected");

    public void OnDisconnected(string reason) => Write("disconnected " + reason);

    public void OnFramesLost(string reason) => Write("lost " + reason);

    public static string Digest(byte[] frame) => $"{frame.Length} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame))}";

    public async Task UntilAsync(Func<Probe, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (condition(this)) return;
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("Never came true; the receiver was told, at last:\n" + string.Join('\n', Calls.TakeLast(20)));
            }
        }
    }

    private IEnumerable<string> Of(string kind) => Calls.Where(call => call.StartsWith(kind, StringComparison.Ordinal)).Select(call => call[kind.Length..]);

    private void Write(string call)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _calls.Add(call);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
