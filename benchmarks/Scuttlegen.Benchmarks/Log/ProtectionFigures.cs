using System.Diagnostics;
using System.Globalization;
using Scuttlegen.Ed25519;
using Scuttlegen.Encryption;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks.Log;

/// <summary>What signatures and encryption cost: <c>signing</c> and <c>encryption</c>. Peers with and without take turns, so that what disturbs the machine disturbs both.</summary>
internal static class ProtectionFigures
{
    private const int Actions = 100_000;
    private const int LiveBatches = 2_000;
    private const int Rounds = 15;

    public static void RunSigning() => Run("unsigned", "signed", static () => new Peers<Count>(CountStore.Table, static () => new StoreOptions().UseEd25519(Ed25519Key.Create()).SignerFactory!(new StoreOptions())));

    public static void RunEncryption()
    {
        using var key = RoomKey.Create();
        var options = new StoreOptions().UseRoomKey(key);
        Run("in the clear", "encrypted", () => new Peers<Count>(CountStore.Table, newCipher: () => options.RoomCipherFactory!(options)));
        RunBodies(new RoomEncryption(StoreId.Create("counter", ""), options.RoomCipherFactory!(options)));
    }

    private static void Run(string without, string with, Func<Peers<Count>> newPeers)
    {
        Console.WriteLine($"| what | {without} | {with} | ratio | difference |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Compare("a fresh peer syncs 100k actions, dispatched in a loop, ms", newPeers, static peers => Sync(peers, Actions, perBatch: Actions), TimeSpan.FromMilliseconds(1));
        Compare("a fresh peer syncs 100k actions, each a batch, ms", newPeers, static peers => Sync(peers, Actions, perBatch: 1), TimeSpan.FromMilliseconds(1));
        Compare("a live batch of one action, written and sealed, µs", newPeers, WriteLive, TimeSpan.FromMicroseconds(1) * LiveBatches);
        Compare("a live batch of one action, taken, µs", newPeers, TakeLive, TimeSpan.FromMicroseconds(1) * LiveBatches);
    }

    private static void RunBodies(RoomEncryption encryption)
    {
        Console.WriteLine();
        Console.WriteLine("| a batch of | becomes | encrypted in, µs | opened in, µs |");
        Console.WriteLine("| ---: | ---: | ---: | ---: |");
        foreach (var size in (int[])[2, 1024, WireLimits.MaxPayloadBytes])
        {
            const int times = 1_000;
            var builder = new BatchBuilder(isToBeEncrypted: true);
            builder.TryAdd("Counted", 1, 1_700_000_000_000, new byte[size]);
            var plain = builder.Seal(1);

            // Two in turn: what was opened last is not opened again.
            Batch[] encrypted = [encryption.Encrypt(default, plain), encryption.Encrypt(default, plain)];
            List<double> encrypting = [], opening = [];
            for (var round = -3; round < Rounds; round++)
            {
                var (one, other) = (Time(() => Repeat(_ => encryption.Encrypt(default, plain))), Time(() => Repeat(i => encryption.TryOpen(default, encrypted[i % 2], out _, out _))));
                if (round < 0) continue;
                encrypting.Add(one.TotalMicroseconds / times);
                opening.Add(other.TotalMicroseconds / times);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {plain.Length:N0} bytes | {encrypted[0].Length:N0} bytes | {Median(encrypting):F2} | {Median(opening):F2} |"));

            static void Repeat<T>(Func<int, T> call)
            {
                for (var i = 0; i < times; i++) call(i);
            }
        }
    }

    private static void Compare(string what, Func<Peers<Count>> newPeers, Func<Peers<Count>, TimeSpan> measure, TimeSpan unit)
    {
        List<double> bare = [], guarded = [];

        // The first rounds wait for the compiler.
        for (var round = -3; round < Rounds; round++)
        {
            var (one, other) = (measure(new Peers<Count>(CountStore.Table)) / unit, measure(newPeers()) / unit);
            if (round < 0) continue;
            bare.Add(one);
            guarded.Add(other);
        }

        var (without, with) = (Median(bare), Median(guarded));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {without:F2} | {with:F2} | {with / without:F2} | {with - without:F2} |"));
    }

    private static TimeSpan Sync(Peers<Count> peers, int count, int perBatch)
    {
        var (author, fresh) = (peers.Add(), peers.Add());
        for (var i = 1; i <= count; i++)
        {
            Peers<Count>.Dispatch(author, CountStore.Table, new Counted(1 + (i % 2)));
            if (i % perBatch == 0) Peers<Count>.Seal(author);
        }

        return Time(() => peers.Settle(count, author, fresh));
    }

    private static TimeSpan WriteLive(Peers<Count> peers)
    {
        var author = peers.Add();
        return Time(() =>
        {
            for (var i = 0; i < LiveBatches; i++)
            {
                Peers<Count>.Dispatch(author, CountStore.Table, new Counted(1));
                Peers<Count>.Seal(author);
            }
        });
    }

    private static TimeSpan TakeLive(Peers<Count> peers)
    {
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
