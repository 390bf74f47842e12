namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>
/// Warmed rounds of one operation, in processor time of the whole process: the machine has other things to do, whose time does not count, while that of the collector, on whatever thread, does.
/// </summary>
internal sealed class Rounds(Func<object> action)
{
    private const int WarmUps = 2;
    private const int Least = 5;
    private const int Most = 25;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    // The compiler's last tier comes after the second before it and in the background: on a busy machine it takes its time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastOfARound = TimeSpan.FromMilliseconds(5);
    private static object? _kept;

    private readonly List<double> _nanoseconds = [];
    private TimeSpan _spent;
    private int _times;

    /// <summary>Nanoseconds a call.</summary>
    public double Median => _nanoseconds.Order().ElementAt(_nanoseconds.Count / 2);

    /// <summary>Bytes a call.</summary>
    public double Allocated { get; private set; }

    public bool IsUnfinished => _nanoseconds.Count < Least || (_nanoseconds.Count < Most && _spent < Enough);

    public void Next()
    {
        if (_times == 0) Calibrate();

        // What the other side left behind is not for this one to collect; what it makes itself is.
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var time = Time(_times);
        Allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / _times;
        _nanoseconds.Add(time.TotalNanoseconds / _times);
        _spent += time;
    }

    // So many calls a round that the clock's steps do not show.
    private void Calibrate()
    {
        var warm = TimeSpan.Zero;
        for (var i = 0; i < WarmUps || warm < WarmUp; i++) warm += Time(1);
        for (_times = 1; Time(_times) < LeastOfARound; _times *= 2)
        {
        }
    }

    private TimeSpan Time(int times)
    {
        var started = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++) _kept = action();
        return Environment.CpuUsage.TotalTime - started;
    }
}
