using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Scuttlegen.Runtime;

namespace Scuttlegen.Benchmarks.Log;

/// <summary>
/// What the log costs: <c>log</c>. The same rows as <c>benchmarks/ancestor/measure.mjs</c> prints for redux-scuttlebutt; medians of several rounds, each on
/// peers of its own.
/// </summary>
internal static class LogFigures
{
    private const int Actions = 100_000;
    private const int Rounds = 15;

    /// <summary>All rows, or those of dispatching alone.</summary>
    public static void Run(bool dispatchingOnly)
    {
        Console.WriteLine("| what | median | best |");
        Console.WriteLine("| --- | ---: | ---: |");
        Dispatching();
        if (dispatchingOnly) return;
        OneLate("counter", CounterTable, CounterAction);
        OneLate("counter as a record", CounterStore.Table, i => new Incremented(i));
        OneLate("counter that commutes", TotalStore.Table, i => new TotalIncremented(i));
        OneLate("todo", TodoStore.Table, TodoStore.Action);
        LateElsewhere();
        ThousandLate("counter", CounterTable, CounterAction);
        ThousandLate("counter that commutes", TotalStore.Table, i => new TotalIncremented(i));
        ThousandLate("todo", TodoStore.Table, TodoStore.Action);
        TwoOffline("counter", CounterTable, CounterAction);
        TwoOffline("todo", TodoStore.Table, TodoStore.Action);
        FullSync("counter", CounterTable, CounterAction);
        FullSync("todo", TodoStore.Table, TodoStore.Action);
        LoneBytes();
        Retained("counter", CounterTable, CounterAction);
        Retained("todo", TodoStore.Table, TodoStore.Action);
    }

    private static ReplayTable<Count> CounterTable => CountStore.Table;

    private static Counted CounterAction(int i) => new(1 + (i % 2));

    private static void Dispatching()
    {
        // The first rounds wait for the compiler.
        const int warmUp = 20;
        List<double> rates = [];
        for (var round = 0; round < warmUp + (2 * Rounds); round++)
        {
            var store = CountStore.OpenAsync().AsTask().GetAwaiter().GetResult();
            Collect();
            var elapsed = Time(() =>
            {
                for (var i = 0; i < Actions; i++) store.Dispatch(CounterAction(i));
            });
            if (round >= warmUp) rates.Add(elapsed.TotalMicroseconds * 1000 / Actions);
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Report("local dispatch of 100k, counter, ns an action", rates, 0);
    }

    private static void OneLate<TState>(string name, ReplayTable<TState> table, Func<int, object> action)
    {
        List<double> merged = [], folded = [];
        for (var round = 0; round < Rounds; round++)
        {
            // Five each on one peer: right after a full collection memory is cold.
            var peers = new Peers<TState>(table);
            var peer = peers.Add();
            Fill(peer, table, action, Actions);
            List<byte[]> late = [.. Enumerable.Range(0, 5).Select(i => LiveFrames(peers.Add(), table, action(50 + i))[0])];
            Collect();
            foreach (var frame in late) merged.Add(Time(() => Take(peer, [frame])).TotalMilliseconds);
            if (peer.UpdateCount != Actions + late.Count) throw new InvalidOperationException("The late updates did not arrive.");
        }

        // What a loop by hand over the same actions takes.
        var actions = Enumerable.Range(0, Actions).Select(action).ToArray();
        var entries = Entries(table, actions);
        for (var round = 0; round < Rounds; round++)
        {
            folded.Add(Time(() =>
            {
                var (state, position) = (table.InitialState, 0);
                table.Replay(entries, ref position, ref state, NoContext());
            }).TotalMilliseconds);
        }

        Report($"one late action at the start of 100k, {name}, ms", merged, 3);
        Report($"(folding those 100k once, {name}, ms)", folded, 3);
    }

    private static void LateElsewhere()
    {
        // Ten times each on a peer of its own, for the code that one late action runs is cold at first, and warm in a peer that lives.
        List<double> rounds = [];
        var table = HalvesStore.Table;
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var peers = new Peers<Halves>(table);
            var peer = peers.Add();
            Fill(peer, table, i => new LeftMoved(i), Actions);
            List<byte[]> late = [.. Enumerable.Range(0, 10).Select(_ => LiveFrames(peers.Add(), table, new RightMoved(1))[0])];
            Collect();
            foreach (var frame in late) rounds.Add(Time(() => Take(peer, [frame])).TotalMicroseconds);
            if (peer.State.Right != late.Count) throw new InvalidOperationException("The late updates did not arrive.");
        }

        Report("one late action at the start of 100k that touch another slice, counter, µs", rounds, 1);
    }

    private static void ThousandLate<TState>(string name, ReplayTable<TState> table, Func<int, object> action)
    {
        List<double> rounds = [], taken = [];
        for (var round = 0; round < Rounds; round++)
        {
            // The author hears of the others' updates as it goes, so its own spread over them.
            var peers = new Peers<TState>(table);
            var author = peers.Add();
            var peer = peers.Add();
            List<byte[]> late = [];
            for (var i = 0; i < Actions; i++)
            {
                Peers<TState>.Dispatch(peer, table, action(i));
                if (i % 100 != 99) continue;
                Take(author, Seal(peer));
                late.AddRange(LiveFrames(author, table, action(i)));
            }

            Collect();
            taken.Add(Time(() =>
            {
                foreach (var frame in late) peer.Receive(frame, TimeSpan.Zero);
            }).TotalMilliseconds);
            rounds.Add(Time(() => Take(peer, [])).TotalMilliseconds);
            if (peer.UpdateCount != Actions + 1000) throw new InvalidOperationException("The late updates did not arrive.");
        }

        Report($"1,000 late actions spread over 100k, {name}, ms to merge and replay", rounds, 2);
        Report($"(before that, to take their 1,000 frames: parse, hash, decode, {name}, ms)", taken, 2);
    }

    private static void TwoOffline<TState>(string name, ReplayTable<TState> table, Func<int, object> action)
    {
        const int each = 10_000;
        List<double> rounds = [], calls = [];
        for (var round = 0; round < Rounds; round++)
        {
            var counting = new CountingTable<TState>(table);
            var peers = new Peers<TState>(table);
            var a = peers.Add(counting);
            var b = peers.Add(counting);
            Fill(a, table, action, each);
            Fill(b, table, i => action(i + 37), each);
            var before = counting.Folded;
            Collect();
            rounds.Add(Time(() => peers.Settle(2 * each, a, b)).TotalMilliseconds);
            calls.Add((counting.Folded - before) / (4.0 * each));
        }

        Report($"two peers, 10,000 offline each, then meet, {name}, ms", rounds, 2);
        Report($"reducer calls in that, of the ideal 40,000, {name}", calls, 3);
    }

    private static void FullSync<TState>(string name, ReplayTable<TState> table, Func<int, object> action)
    {
        List<double> rounds = [], bytes = [];
        for (var round = 0; round < Rounds; round++)
        {
            var peers = new Peers<TState>(table);
            var a = peers.Add();
            var b = peers.Add();
            Fill(a, table, action, Actions);
            Collect();
            rounds.Add(Time(() => peers.Settle(Actions, a, b)).TotalMilliseconds);
            bytes.Add(peers.BytesSent / (double)Actions);
        }

        Report($"a fresh peer syncs 100k, {name}, ms", rounds, 2);
        Report($"bytes an action in that, {name}", bytes, 2);
    }

    /// <summary>Each action dispatched alone, so in a batch of its own.</summary>
    private static void LoneBytes()
    {
        const int count = 10_000;
        var peers = new Peers<Count>(CounterTable);
        var a = peers.Add();
        var b = peers.Add();
        for (var i = 0; i < count; i++)
        {
            Peers<Count>.Dispatch(a, CounterTable, CounterAction(i));
            Peers<Count>.Seal(a);
        }

        peers.Settle(count, a, b);
        Report("bytes an action, each dispatched alone, counter", [peers.BytesSent / (double)count], 2);
    }

    private static void Retained<TState>(string name, ReplayTable<TState> table, Func<int, object> action)
    {
        List<double> rounds = [];
        for (var round = 0; round < 5; round++)
        {
            Collect();
            rounds.Add(RetainedBy(table, action) / (double)Actions);
        }

        Report($"retained memory an action, {name}, bytes", rounds, 1);
    }

    // Apart, so that no register or stack slot keeps an earlier round's peer alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long RetainedBy<TState>(ReplayTable<TState> table, Func<int, object> action)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peer = new Peers<TState>(table).Add();
        Fill(peer, table, action, Actions);
        Collect();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(peer);
        return after - before;
    }

    private static void Fill<TState>(Replica<TState> peer, ReplayTable<TState> table, Func<int, object> action, int count)
    {
        for (var i = 0; i < count; i++) Peers<TState>.Dispatch(peer, table, action(i));
        Peers<TState>.Seal(peer);
    }

    private static List<byte[]> LiveFrames<TState>(Replica<TState> peer, ReplayTable<TState> table, object action)
    {
        Peers<TState>.Dispatch(peer, table, action);
        return Seal(peer);
    }

    private static List<byte[]> Seal<TState>(Replica<TState> peer)
    {
        peer.EndTurn(TimeSpan.Zero);
        peer.Stored();
        List<byte[]> frames = [.. peer.Outgoing.Select(sent => sent.Frame)];
        peer.Outgoing.Clear();
        return frames;
    }

    private static void Take<TState>(Replica<TState> peer, IReadOnlyList<byte[]> frames)
    {
        foreach (var frame in frames) peer.Receive(frame, TimeSpan.Zero);
        peer.EndTurn(TimeSpan.Zero);
        peer.Stored();
        peer.Outgoing.Clear();
        peer.Events.Clear();
    }

    private static LogEntry[] Entries<TState>(ReplayTable<TState> table, object[] actions) =>
        [.. actions.Select((action, i) => new LogEntry(action, table.Kinds.IndexOf(action.GetType().Name), (ulong)i + 1, (ulong)i + 1, 0, 0))];

    private static ReplayContext NoContext() => new(StoreId.Create("log", ""), new SourceTable());

    private static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static void Report(string what, List<double> rounds, int digits)
    {
        rounds.Sort();
        var format = "N" + digits.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {rounds[rounds.Count / 2].ToString(format, CultureInfo.InvariantCulture)} | {rounds[0].ToString(format, CultureInfo.InvariantCulture)} |"));
    }
}
