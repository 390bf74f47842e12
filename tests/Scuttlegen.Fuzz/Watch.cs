using System.Diagnostics;

namespace Scuttlegen.Fuzz;

/// <summary>Looks from outside at how long one input takes, for a loop that never ends cannot say so; and at what it allocates.</summary>
internal sealed class Watch : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Func<string> _describe;
    private readonly Timer _timer;
    private long _begunAt;

    public Watch(Func<string> describe)
    {
        _describe = describe;
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The longest that an input took.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>The most that an input made the reader allocate, in bytes.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Runs <paramref name="input"/>, and gives how many bytes it allocated.</summary>
    public long Run(Action input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begun = Stopwatch.GetTimestamp();
        Volatile.Write(ref _begunAt, begun);
        try
        {
            input();
        }
        finally
        {
            Volatile.Write(ref _begunAt, 0);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            MostAllocated = Math.Max(MostAllocated, allocated);
            if (Stopwatch.GetElapsedTime(begun) is var took && took > Longest) Longest = took;
        }

        return allocated;
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var begun = Volatile.Read(ref _begunAt);
        if (begun == 0 || Stopwatch.GetElapsedTime(begun) < Patience) return;

        // The thread that hangs cannot be stopped: the process ends, and says where.
        Environment.FailFast($"An input takes more than {Patience}. {_describe()}");
    }
}
