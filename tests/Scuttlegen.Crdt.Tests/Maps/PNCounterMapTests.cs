using Scuttlegen.Testing;
using Xunit;
using Map = Scuttlegen.Crdt.PNCounterMap<string>;

namespace Scuttlegen.Crdt.Tests;

public sealed class PNCounterMapTests : HistoryTests<Map, ORMap<string, ResettableCounter>.Delta, PNCounterMapTests.Event>
{
    /// <summary>A count under a key, or a removal of the counts that its author had observed.</summary>
    public abstract record Event;

    public sealed record Counted(string Key, Source By, long Amount) : Event;

    public sealed record Removed(Event[] Observed) : Event;

    private protected override void Act(Cluster<Map, ORMap<string, ResettableCounter>.Delta, Event> cluster, Cluster<Map, ORMap<string, ResettableCounter>.Delta, Event>.Replica replica, int verb, int first, int second)
    {
        var key = $"k{first % 3}";
        Counted[] here = [.. replica.Known.OfType<Counted>().Where(counted => counted.Key == key)];
        if (verb <= 3)
        {
            var amount = 1 + (verb < 3 ? second : -second - 2);
            var before = here.Where(counted => counted.By == replica.Source && Math.Sign(counted.Amount) == Math.Sign(amount));
            cluster.Apply(replica, replica.Value.Add(key, replica.Source, amount), [.. before, new Counted(key, replica.Source, amount)]);
            return;
        }

        // A removal names the counts of those who have counts left.
        var live = Live(replica.Known).Where(counted => counted.Key == key).Select(static counted => (counted.By, Math.Sign(counted.Amount))).ToHashSet();
        Event[] observed = [.. here.Where(counted => live.Contains((counted.By, Math.Sign(counted.Amount))))];
        var removal = CodecLaws.Decode<ORMap<string, ResettableCounter>.Removal>(CodecLaws.Encode(replica.Value.Observe(key)));
        Assert.Equal(observed.Length == 0, removal.IsEmpty);
        var fresh = Tuple.Create(removal, observed);
        var recalled = replica.Recall(fresh, second);
        cluster.Apply(replica, replica.Value.Remove(recalled.Item1), [.. recalled.Item2, new Removed(recalled.Item2)]);
        if (!ReferenceEquals(recalled, fresh)) return;
        Assert.False(replica.Value.ContainsKey(key));
        Assert.Equal(0, replica.Value[key]);
    }

    private protected override void Check(Map value, HashSet<Event> known)
    {
        var expected = Live(known).GroupBy(static counted => counted.Key).OrderBy(static counts => counts.Key, StringComparer.Ordinal).Select(static counts => KeyValuePair.Create(counts.Key, (Int128)counts.Sum(static counted => counted.Amount)));
        Assert.Equal(expected, value);
        Assert.Equal(value.ToArray().Length, value.Count);
    }

    [Fact]
    public void A_count_of_zero_is_there_all_the_same()
    {
        var map = Map.Empty.Increment("k", Peers.Source(0)).Value.Decrement("k", Peers.Source(1)).Value;
        Assert.True(map.ContainsKey("k"));
        Assert.Equal(0, map["k"]);
    }

    private static IEnumerable<Counted> Live(HashSet<Event> known)
    {
        var taken = known.OfType<Removed>().SelectMany(static removed => removed.Observed).ToHashSet(ReferenceEqualityComparer.Instance);
        return known.OfType<Counted>().Where(counted => !taken.Contains(counted));
    }
}
