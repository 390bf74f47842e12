using System.Globalization;
using Scuttlegen.Crdt;

namespace Scuttlegen.Benchmarks.Crdt;

/// <summary>What one update costs as a value grows, and what is kept of it if the value before is kept too.</summary>
internal static class Sharing
{
    private const int Updates = 1_000;

    public static void Run()
    {
        Console.WriteLine();
        Console.WriteLine("| entries | `ORSet` add | bytes allocated | `ORSet` remove | bytes allocated | `LWWMap` set | bytes allocated | bytes an entry, set | map |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var sources = Replicas.Ours(1);
        foreach (var size in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            var words = Words.Numbered(0, size);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var set = OurSide.Add(ORSet<string>.Empty, words, sources);
            var ofSet = GC.GetTotalMemory(forceFullCollection: true) - before;
            var map = OurSide.Set(LWWMap<string, string>.Empty, words, sources);
            var ofMap = GC.GetTotalMemory(forceFullCollection: true) - before - ofSet;

            // Each from the same value, so that it does not grow.
            var fresh = Words.Numbered(2_000_000, Updates);
            var add = Each(i => set.Add(fresh[i], new Dot(sources[0], (ulong)size + 1, 0)));
            var remove = Each(i => set.Remove(words[i % size]));
            var put = Each(i => map.Set(words[i % size], fresh[i], new Stamp((ulong)size + 1, sources[0])));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {size:N0} | {Cost(add)} | {Cost(remove)} | {Cost(put)} | {(double)ofSet / size:N0} | {(double)ofMap / size:N0} |"));
            GC.KeepAlive(set);
            GC.KeepAlive(map);
        }
    }

    private static Rounds Each(Func<int, object> update)
    {
        var rounds = new Rounds(() =>
        {
            object last = update;
            for (var i = 0; i < Updates; i++) last = update(i);
            return last;
        });
        while (rounds.IsUnfinished) rounds.Next();
        return rounds;
    }

    private static string Cost(Rounds rounds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Contest.Time(rounds.Median / Updates)} | {rounds.Allocated / Updates:N0}");
}
