using System.Diagnostics;
using System.Globalization;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>One operation on both sides, in turns: the same data, the same minute of the same machine.</summary>
internal static class Contest
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(0.6);
    private static object? _kept;

    public static void Header()
    {
        Console.WriteLine("| operation | ours, best | median | theirs, best | median | × by best | × by median | bytes allocated | theirs |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    }

    /// <summary>Runs both until each has had its time, and prints one line.</summary>
    /// <param name="what">The operation.</param>
    /// <param name="count">How many operations one call does; figures are per operation.</param>
    /// <param name="ours">Returns what it made, so that it is made.</param>
    /// <param name="theirs">The same with the other library.</param>
    public static void Run(string what, int count, Func<object> ours, Func<object> theirs)
    {
        var (our, their) = (new Rounds(ours), new Rounds(theirs));
        while (our.IsUnfinished || their.IsUnfinished)
        {
            our.Next();
            their.Next();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Time(our.Best / count)} | {Time(our.Median / count)} | {Time(their.Best / count)} | {Time(their.Median / count)} | {their.Best / our.Best:0.0} | {their.Median / our.Median:0.0} | {our.Allocated / count:N0} | {their.Allocated / count:N0} |"));
    }

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:N0} ns"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:N0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:N0} ms"),
    };

    private sealed class Rounds(Func<object> action)
    {
        private const int WarmUps = 3;
        private const int Least = 9;
        private const int Most = 200;

        private readonly List<double> _nanoseconds = [];
        private readonly long _started = Stopwatch.GetTimestamp();
        private int _warmedUp;

        public double Best => _nanoseconds.Min();

        public double Median => _nanoseconds.Order().ElementAt(_nanoseconds.Count / 2);

        public double Allocated { get; private set; }

        public bool IsUnfinished => _nanoseconds.Count < Least || (_nanoseconds.Count < Most && Stopwatch.GetElapsedTime(_started) < Budget);

        public void Next()
        {
            // What the other side left behind is not for this one to collect; what it makes itself is.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (_warmedUp++ < WarmUps)
            {
                _kept = action();
                return;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            _kept = action();
            _nanoseconds.Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds);
            Allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
    }
}
