using System.Diagnostics;
using System.Globalization;

namespace Scuttlegen.Benchmarks.Codec;

/// <summary>
/// The codec beside MemoryPack in seconds: <c>codec</c>. The two take turns in short rounds, and the best of each counts: what noise adds to some rounds does not enter.
/// </summary>
internal static class CodecFigures
{
    private const int Rounds = 400;

    public static void Run(string? only = null)
    {
        Console.WriteLine("| shape | write | ratio | read | ratio | bytes | MemoryPack | MessagePack |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var shape in Shape.All.Where(s => only is null || s.Name == only))
        {
            var (write, packedWrite) = Compare(shape.WriteGenerated, shape.WriteMemoryPack);
            var (read, packedRead) = Compare(shape.ReadGenerated, shape.ReadMemoryPack);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {shape.Name} | {write:0.0} ns | {write / packedWrite:0.00} | {read:0.0} ns | {read / packedRead:0.00} | {shape.Sizes.Generated} | {shape.Sizes.MemoryPack} | {shape.Sizes.MessagePack} |"));
        }
    }

    private static (double Generated, double MemoryPack) Compare(Action<int> generated, Action<int> memoryPack)
    {
        var times = Calibrate(generated);
        var (best, packed) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Time(generated, times));
            packed = Math.Min(packed, Time(memoryPack, times));
        }

        return (best, packed);
    }

    // As many as take about a millisecond, once the compiler has had its say.
    private static int Calibrate(Action<int> action)
    {
        for (var i = 0; i < 200; i++) action(100);
        Thread.Sleep(200);
        for (var times = 16; ; times *= 2)
        {
            if (Time(action, times) * times > 500_000) return times;
        }
    }

    private static double Time(Action<int> action, int times)
    {
        var started = Stopwatch.GetTimestamp();
        action(times);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / times;
    }
}
