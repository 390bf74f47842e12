using System.Diagnostics;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Figures for people. Run in Release with <c>-explicit only</c>.</summary>
public sealed class Measurements(ITestOutputHelper output)
{
    private const int Size = 100_000;

    [Fact(Explicit = true)]
    public void Set_of_100k_strings()
    {
        var elements = Enumerable.Range(0, Size).Select(static n => $"element {n * 7919L % 1_000_003:d7}").ToArray();
        for (var round = 0; round < 3; round++)
        {
            var even = Build(elements, 0);
            Time($"add, from 0 to {Size}", Size, () => even = Build(elements, 0));
            Time("add again, own earlier dot", Size, () => even = Build(elements, 0, even, 2 * Size));
            var odd = Build([.. elements.Select(static e => e + "b")], 1);
            Time("contains", Size, () => Assert.Equal(Size, elements.Count(even.Contains)));
            Time("remove and add one of 100k", Size, () =>
            {
                var set = even;
                var sequence = (ulong)(4 * Size);
                foreach (var element in elements) set = set.Remove(element).Value.Add(element, Peers.Dot(0, ++sequence)).Value;
            });
            Time("merge disjoint elements and sources, 2 × 100k", 1, () => even.Merge(odd));
            var shared = Build([.. elements.Select(static e => e + "c")], 1, ORSet<string>.Empty.Add("first", Peers.Dot(0, 1)).Value);
            Time("merge disjoint elements, shared sources, 2 × 100k", 1, () => even.Merge(shared));
            var bytes = CrdtLaws.Encode(even);
            output.WriteLine($"  {bytes.Length / (double)Size:f1} bytes an element");
            Time("encode", 1, () => CrdtLaws.Encode(even));
            ORSet<string>? copy = null;
            Time("decode, and skip once", 1, () => copy = CrdtLaws.Decode<ORSet<string>>(bytes));
            Time("merge equal, nothing shared", 1, () => even.Merge(copy!));
            var changed = even.Remove(elements[17]).Value.Add("new", Peers.Dot(0, 9_999_999)).Value;
            Time("merge of a close relative", 1000, () =>
            {
                for (var n = 0; n < 1000; n++) even.Merge(changed);
            });
            var delta = even.Remove(elements[17]).Delta;
            Time("merge delta of one removal", Size, () =>
            {
                for (var n = 0; n < Size; n++) even.MergeDelta(delta);
            });
            var before = GC.GetTotalMemory(true);
            var held = Build(elements, 0);
            output.WriteLine($"  {(GC.GetTotalMemory(true) - before) / (double)Size:f0} heap bytes an element, strings not counted");
            GC.KeepAlive(held);
        }
    }

    [Fact(Explicit = true)]
    public void Out_of_order_deltas_and_counters()
    {
        var deltas = new ORSet<string>.Delta[Size];
        var set = ORSet<string>.Empty;
        for (var n = 0; n < Size; n++) (set, deltas[n]) = set.Add($"e{n % 1000}", Peers.Dot(0, (ulong)(3 * n) + 1));
        new Random(1).Shuffle(deltas);
        for (var round = 0; round < 3; round++)
        {
            Time("merge 100k adds' deltas in random order", Size, () =>
            {
                var receiver = ORSet<string>.Empty;
                foreach (var delta in deltas) receiver = receiver.MergeDelta(delta);
                Assert.Equal(set, receiver);
            });
            Time("count by 10 sources", 1_000_000, () =>
            {
                var counter = GCounter.Empty;
                var sources = Enumerable.Range(0, 10).Select(Peers.Source).ToArray();
                for (var n = 0; n < 1_000_000; n++) counter = counter.Increment(sources[n % 10]);
            });
        }
    }

    private static ORSet<string> Build(string[] elements, int source, ORSet<string>? start = null, ulong sequence = 1)
    {
        var set = start ?? ORSet<string>.Empty;
        foreach (var element in elements) set = set.Add(element, Peers.Dot(source, ++sequence));
        return set;
    }

    private void Time(string what, int operations, Action action)
    {
        // Processor time too: on a busy machine it says more than the wall clock.
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        action();
        var wall = watch.Elapsed;
        processor = Environment.CpuUsage.TotalTime - processor;
        output.WriteLine($"{what}: {wall.TotalMilliseconds:f1} ms, {processor.TotalMilliseconds:f1} ms of processor, {operations / processor.TotalSeconds:n0}/s of processor");
    }
}
