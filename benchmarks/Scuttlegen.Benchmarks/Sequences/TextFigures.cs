using System.Globalization;
using Scuttlegen.Crdt;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks.Sequences;

/// <summary>
/// What texts cost: <c>text</c>. One trace of key strokes, each an operation and a value of its own; medians of several rounds, in processor time of all threads, the collector's included.
/// </summary>
internal static class TextFigures
{
    private const int Strokes = 260_000;
    private const int Items = 20_000;
    private const int Rounds = 9;

    public static void Run()
    {
        var strokes = EditingTrace.Create(Strokes);
        var expected = EditingTrace.Replay(strokes);
        var source = Source.NewIncarnation(PeerId.NewRandom());
        var (edits, deltas, text) = Record(strokes, source);
        if (text.ToString() != expected) throw new InvalidOperationException("The text is another than the key strokes leave.");
        var bytes = Encode(text);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Strokes:N0} key strokes, {strokes.Count(static stroke => stroke.IsDeletion):N0} of them deletions; {text.Length:N0} characters left; {bytes.Length:N0} bytes encoded."));
        Console.WriteLine();
        Console.WriteLine("| what | median | best |");
        Console.WriteLine("| --- | ---: | ---: |");
        PerStroke("local editing: prepare and apply, with its delta", () => Local(strokes, source));
        PerStroke("the reducer's path: apply prepared edits", () => Apply(edits, source));
        PerStroke("merge deltas one by one", () => Merge(deltas));
        Report("load the encoded text, ms", Repeat(() => Decode<ReplicatedText>(bytes), 5), 1, 3);
        Report("encode it, ms", Repeat(() => Encode(text), 5), 1, 3);
        Report("write it as a string, ms", Repeat(() => text.ToString(), 5), 1, 3);
        Retained("the text as it was loaded", () => Decode<ReplicatedText>(bytes));
        Retained("the text as it was edited", () => Apply(edits, source));
        Snapshots(edits, source);
        Report("a list: insert items one by one anywhere, up to 20,000, µs an item", Repeat(() => Inserted(source), 2), 1000.0 / Items, 3);
        var list = Inserted(source);
        Report("… move one of them anywhere, 20,000 times, µs a move", Repeat(() => Moved(list, source), 2), 1000.0 / Items, 3);
    }

    private static ReplicatedList<int> Inserted(Source source)
    {
        var random = new Random(1);
        var list = ReplicatedList<int>.Empty;
        for (var item = 0; item < Items; item++) list = list.Insert(random.Next(item + 1), item, new Dot(source, (ulong)item + 1, 0));
        return list;
    }

    private static ReplicatedList<int> Moved(ReplicatedList<int> list, Source source)
    {
        var random = new Random(2);
        for (var move = 0; move < Items; move++)
            list = list.Move(random.Next(Items), random.Next(Items), new Dot(source, (ulong)(Items + move) + 1, 0), new Stamp((ulong)move + 1, source));
        return list;
    }

    private static (ReplicatedText.Edit[] Edits, ReplicatedText.Delta[] Deltas, ReplicatedText Text) Record(EditingTrace.Stroke[] strokes, Source source)
    {
        var edits = new ReplicatedText.Edit[strokes.Length];
        var deltas = new ReplicatedText.Delta[strokes.Length];
        var text = ReplicatedText.Empty;
        for (var index = 0; index < strokes.Length; index++)
        {
            var stroke = strokes[index];
            var edit = stroke.IsDeletion ? text.PrepareDelete(stroke.Index, 1) : text.PrepareInsert(stroke.Index, stroke.Typed.ToString());
            (text, var delta) = text.Apply(edit, new Dot(source, (ulong)index + 1, 0));

            // As they arrive: nothing in them is shared with what they were made from.
            edits[index] = Decode<ReplicatedText.Edit>(Encode(edit));
            deltas[index] = Decode<ReplicatedText.Delta>(Encode(delta));
        }

        return (edits, deltas, text);
    }

    private static ReplicatedText Local(EditingTrace.Stroke[] strokes, Source source)
    {
        var text = ReplicatedText.Empty;
        for (var index = 0; index < strokes.Length; index++)
        {
            var stroke = strokes[index];
            text = stroke.IsDeletion
                ? text.Delete(stroke.Index, 1)
                : text.Insert(stroke.Index, stroke.Typed.ToString(), new Dot(source, (ulong)index + 1, 0));
        }

        return text;
    }

    private static ReplicatedText Apply(ReplicatedText.Edit[] edits, Source source)
    {
        var text = ReplicatedText.Empty;
        for (var index = 0; index < edits.Length; index++) text = text.Apply(edits[index], new Dot(source, (ulong)index + 1, 0));
        return text;
    }

    private static ReplicatedText Merge(ReplicatedText.Delta[] deltas)
    {
        var text = ReplicatedText.Empty;
        foreach (var delta in deltas) text = text.MergeDelta(delta);
        return text;
    }

    /// <summary>What it takes to keep the text as it was after every hundredth key stroke, beside the text at the end.</summary>
    private static void Snapshots(ReplicatedText.Edit[] edits, Source source)
    {
        const int every = 100;
        var kept = new ReplicatedText[edits.Length / every];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var text = ReplicatedText.Empty;
        for (var index = 0; index < edits.Length; index++)
        {
            if (index % every == 0) kept[index / every] = text;
            text = text.Apply(edits[index], new Dot(source, (ulong)index + 1, 0));
        }

        var all = GC.GetTotalMemory(forceFullCollection: true) - before;
        Array.Clear(kept);
        var alone = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a snapshot kept every {every} key strokes, bytes of memory each | {(all - alone) / kept.Length:N0} | |"));
        GC.KeepAlive(text);
    }

    private static void PerStroke(string name, Func<object> run) => Report(name + ", µs a key stroke", Repeat(run, 1), 1000.0 / Strokes, 3);

    private static List<double> Repeat(Func<object> run, int warmUp)
    {
        List<double> times = [];
        for (var round = -warmUp; round < Rounds; round++)
        {
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(run());
            if (round >= 0) times.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        return times;
    }

    private static void Retained(string name, Func<ReplicatedText> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var text = make();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name}, bytes of memory a character | {(double)bytes / text.Length:N1} | |"));
        GC.KeepAlive(text);
    }

    private static void Report(string name, List<double> values, double factor, int digits)
    {
        values.Sort();
        Console.WriteLine($"| {name} | {(values[values.Count / 2] * factor).ToString("N" + digits, CultureInfo.InvariantCulture)} | {(values[0] * factor).ToString("N" + digits, CultureInfo.InvariantCulture)} |");
    }

    private static byte[] Encode<T>(T value)
        where T : ICborCodec<T>
    {
        var writer = new CborWriter(new byte[T.GetMaxSize(value)]);
        T.Write(ref writer, value);
        return writer.Written.ToArray();
    }

    private static T Decode<T>(byte[] bytes)
        where T : ICborCodec<T>
    {
        var reader = new CborReader(bytes);
        return T.Read(ref reader);
    }
}
