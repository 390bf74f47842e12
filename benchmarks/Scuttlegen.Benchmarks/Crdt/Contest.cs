using System.Globalization;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>One operation on both sides, in turns: the same data, the same minutes of the same machine.</summary>
internal static class Contest
{
    public static void Header()
    {
        Console.WriteLine("| operation | ours | theirs | × | bytes allocated | theirs |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
    }

    /// <summary>Runs both until each has had its rounds, and prints one line: medians, and how many times ours theirs takes.</summary>
    /// <param name="what">The operation.</param>
    /// <param name="count">How many operations one call does; figures are per operation.</param>
    /// <param name="ours">Returns what it made, so that it is made.</param>
    /// <param name="theirs">The same with the other library.</param>
    public static void Run(string what, int count, Func<object> ours, Func<object> theirs)
    {
        var (our, their) = (new Rounds(ours), new Rounds(theirs));
        while (our.IsUnfinished || their.IsUnfinished)
        {
            if (our.IsUnfinished) our.Next();
            if (their.IsUnfinished) their.Next();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Time(our.Median / count)} | {Time(their.Median / count)} | {their.Median / our.Median:0.0} | {our.Allocated / count:N0} | {their.Allocated / count:N0} |"));
    }

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:N0} ns"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:N0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:N0} ms"),
    };
}
