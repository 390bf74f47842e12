using System.Diagnostics;
using System.Globalization;
using Scuttlegen.Ed25519;

namespace Scuttlegen.Benchmarks.Log;

/// <summary>What signatures cost: <c>signing</c>. Signed and unsigned peers take turns, so that what disturbs the machine disturbs both.</summary>
internal static class SigningFigures
{
    private const int Actions = 100_000;
    private const int LiveBatches = 2_000;
    private const int Rounds = 15;

    public static void Run()
    {
        Console.WriteLine("| what | unsigned | signed | ratio | difference |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Compare("a fresh peer syncs 100k actions, dispatched in a loop, ms", signed => Sync(signed, Actions, perBatch: Actions), TimeSpan.FromMilliseconds(1));
        Compare("a fresh peer syncs 100k actions, each a batch, ms", signed => Sync(signed, Actions, perBatch: 1), TimeSpan.FromMilliseconds(1));
        Compare("a live batch of one action, written and sealed, µs", WriteLive, TimeSpan.FromMicroseconds(1) * LiveBatches);
        Compare("a live batch of one action, taken, µs", TakeLive, TimeSpan.FromMicroseconds(1) * LiveBatches);
    }

    private static void Compare(string what, Func<bool, TimeSpan> measure, TimeSpan unit)
    {
        List<double> unsigned = [], signed = [];

        // The first rounds wait for the compiler.
        for (var round = -3; round < Rounds; round++)
        {
            var (one, other) = (measure(false) / unit, measure(true) / unit);
            if (round < 0) continue;
            unsigned.Add(one);
            signed.Add(other);
        }

        var (without, with) = (Median(unsigned), Median(signed));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {without:F2} | {with:F2} | {with / without:F2} | {with - without:F2} |"));
    }

    private static TimeSpan Sync(bool isSigned, int count, int perBatch)
    {
        var peers = NewPeers(isSigned);
        var (author, fresh) = (peers.Add(), peers.Add());
        for (var i = 1; i <= count; i++)
        {
            Peers<Count>.Dispatch(author, CountStore.Table, new Counted(1 + (i % 2)));
            if (i % perBatch == 0) Peers<Count>.Seal(author);
        }

        return Time(() => peers.Settle(count, author, fresh));
    }

    private static TimeSpan WriteLive(bool isSigned)
    {
        var author = NewPeers(isSigned).Add();
        return Time(() =>
        {
            for (var i = 0; i < LiveBatches; i++)
            {
                Peers<Count>.Dispatch(author, CountStore.Table, new Counted(1));
                Peers<Count>.Seal(author);
            }
        });
    }

    private static TimeSpan TakeLive(bool isSigned)
    {
        var peers = NewPeers(isSigned);
        var (author, reader) = (peers.Add(), peers.Add());
        var frames = new List<byte[]>();
        author.Connected(TimeSpan.Zero);
        for (var i = 0; i < LiveBatches; i++)
        {
            Peers<Count>.Dispatch(author, CountStore.Table, new Counted(1));
            author.EndTurn(TimeSpan.Zero);
            author.Stored();
            frames.AddRange(author.Outgoing.Select(static sent => sent.Frame));
            author.Outgoing.Clear();
        }

        var elapsed = Time(() =>
        {
            foreach (var frame in frames)
            {
                reader.Receive(frame, TimeSpan.Zero);
                reader.EndTurn(TimeSpan.FromHours(1));
                reader.Stored();
            }
        });
        return reader.UpdateCount == LiveBatches ? elapsed : throw new InvalidOperationException($"{reader.UpdateCount} of {LiveBatches} updates arrived.");
    }

    private static Peers<Count> NewPeers(bool isSigned) => new(CountStore.Table, isSigned ? static () => new StoreOptions().UseEd25519(Ed25519Key.Create()).SignerFactory!(new StoreOptions()) : null);

    private static TimeSpan Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
