using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;
using Inner = Scuttlegen.Crdt.ORMap<string, Scuttlegen.Crdt.MVRegister<int>>;
using Map = Scuttlegen.Crdt.ORMap<string, Scuttlegen.Crdt.ORSet<string>>;

namespace Scuttlegen.Crdt.Tests;

/// <summary>A map of sets: an element of a set is a pair of key and element, and a key's removal is one of all its pairs.</summary>
public sealed class ORMapOfSetsTests : HistoryTests<Map, Map.Delta, Tagged>
{
    private protected override void Act(Cluster<Map, Map.Delta, Tagged> cluster, Cluster<Map, Map.Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var (key, element) = ($"k{first % 3}", $"e{second % 3}");
        var pair = $"+{key}/{element}";
        Tagged[] alive = [.. Tagged.Alive(replica.Known).Where(static happened => happened.What[0] == '+')];
        switch (verb)
        {
            case <= 2:
                var dot = replica.NextDot(second % 4);
                cluster.Apply(replica, replica.Value.Update(key, set => set.Add(element, dot)), new Tagged(pair, replica.Source, [.. alive.Where(add => add.What == pair && add.By == replica.Source)]));
                Assert.Contains(element, replica.Value[key]);
                break;
            case 3:
                cluster.Apply(replica, replica.Value.Update(key, set => set.Remove(element)), new Tagged("-", replica.Source, [.. alive.Where(add => add.What == pair)]));
                Assert.DoesNotContain(element, replica.Value[key]);
                break;
            default:
                var removal = CodecLaws.Decode<Map.Removal>(CodecLaws.Encode(replica.Value.Observe(key)));
                Assert.Equal(replica.Value.Observe(key), removal);
                Tagged[] under = [.. alive.Where(add => add.What.StartsWith($"+{key}/", StringComparison.Ordinal))];
                var fresh = Tuple.Create(removal, under);
                var recalled = replica.Recall(fresh, second);
                cluster.Apply(replica, replica.Value.Remove(recalled.Item1), new Tagged("-", replica.Source, recalled.Item2));
                if (ReferenceEquals(recalled, fresh)) Assert.False(replica.Value.ContainsKey(key));
                break;
        }
    }

    private protected override void Check(Map value, HashSet<Tagged> known)
    {
        var expected = Tagged.Alive(known).Where(static happened => happened.What[0] == '+').Select(static happened => happened.What).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, value.SelectMany(static entry => entry.Value.Select(element => $"+{entry.Key}/{element}")));
        Assert.Equal(value.ToArray().Length, value.Count);
    }

    [Fact]
    public void After_everything_arrived_one_version_vector_is_left_for_all_keys()
    {
        var map = Map.Empty;
        var deltas = new List<Map.Delta>();
        for (ulong sequence = 2; sequence < 90; sequence += 3)
        {
            var (next, delta) = map.Update($"k{sequence % 7}", set => set.Add($"e{sequence % 5}", Peers.Dot(0, sequence)));
            deltas.Add(delta);
            map = next;
            if (sequence % 4 != 0) continue;
            (map, delta) = map.Remove($"k{sequence % 3}");
            deltas.Add(delta);
        }

        var receiver = Map.Empty;
        foreach (var delta in Enumerable.Reverse(deltas)) receiver = receiver.MergeDelta(delta);
        Assert.Equal(map, receiver);
        Assert.Equal(0, receiver.Context.GetEnumeratorCount());
    }

    [Fact]
    public void Large_maps_share_what_an_update_does_not_touch()
    {
        var map = Map.Empty;
        for (ulong sequence = 1; sequence <= 500; sequence++) map = map.Update($"k{sequence}", set => set.Add("x", Peers.Dot((int)sequence % 5, sequence)));
        var delta = map.Update("k77", static set => set.Add("y", Peers.Dot(0, 1000))).Delta;
        Assert.True(CodecLaws.Encode(delta).Length < 100);
        Assert.True(CodecLaws.Encode(map.Remove("k77").Delta).Length < 100);
        SharedAssert.Same(map, map.MergeDelta(map.Update("k5", static set => set.Add("x", Peers.Dot(0, 5))).Delta));
    }

    [Fact]
    public void The_wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>("key", () => Map.Empty.Update(null!, static set => set.Add("x", Peers.Dot(0, 1))));
        Assert.Throws<ArgumentNullException>("key", () => Map.Empty.Observe(null!));
        Assert.Throws<ArgumentNullException>("removal", () => Map.Empty.Remove((Map.Removal)null!));
        Assert.Throws<UnsupportedValueTypeException>(() => ORMap<Version, EWFlag>.Empty.Update(new Version(1, 0), static flag => flag.Enable(Peers.Dot(0, 1))));
    }

    [Fact]
    public void Damaged_removals_are_refused_or_are_other_removals()
    {
        var map = Map.Empty.Update("k", static set => set.Add("x", Peers.Dot(0, 1))).Value.Update("k", static set => set.Add("y", Peers.Dot(1, 7))).Value;
        CodecLaws.CheckDamaged(map.Observe("k"), 5_000, seed: 12345);
        CodecLaws.CheckDamaged(map.Observe("absent"), 1_000, seed: 12345);
    }
}

/// <summary>Maps in a map, of registers: one context for all three levels.</summary>
public sealed class ORMapOfMapsTests : HistoryTests<ORMap<int, Inner>, ORMap<int, Inner>.Delta, Tagged>
{
    protected override int LawHistories => 150;

    private protected override void Act(Cluster<ORMap<int, Inner>, ORMap<int, Inner>.Delta, Tagged> cluster, Cluster<ORMap<int, Inner>, ORMap<int, Inner>.Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var (outer, inner) = (first % 2, $"i{second % 2}");
        Tagged[] under = [.. Tagged.Alive(replica.Known).Where(happened => happened.What.StartsWith($"={outer}/", StringComparison.Ordinal))];
        Tagged[] here = [.. under.Where(happened => happened.What.StartsWith($"={outer}/{inner}/", StringComparison.Ordinal))];
        switch (verb)
        {
            case <= 3:
                var dot = replica.NextDot(second % 3);
                var value = first % 4;
                cluster.Apply(replica, replica.Value.Update(outer, map => map.Update(inner, register => register.Set(value, dot))), new Tagged($"={outer}/{inner}/{value}", replica.Source, here));
                break;
            case 4:
                cluster.Apply(replica, replica.Value.Update(outer, map => map.Remove(inner)), new Tagged("-", replica.Source, here));
                break;
            default:
                var removal = CodecLaws.Decode<ORMap<int, Inner>.Removal>(CodecLaws.Encode(replica.Value.Observe(outer)));
                var fresh = Tuple.Create(removal, under);
                var recalled = replica.Recall(fresh, second / 2);
                cluster.Apply(replica, replica.Value.Remove(recalled.Item1), new Tagged("-", replica.Source, recalled.Item2));
                if (ReferenceEquals(recalled, fresh)) Assert.False(replica.Value.TryGetValue(outer, out _));
                break;
        }
    }

    private protected override void Check(ORMap<int, Inner> value, HashSet<Tagged> known)
    {
        var expected = Tagged.Alive(known).Where(static happened => happened.What[0] == '=').Select(static happened => happened.What).Order(StringComparer.Ordinal);
        var found = value.SelectMany(static outer => outer.Value.SelectMany(inner => inner.Value.Select(held => $"={outer.Key}/{inner.Key}/{held}")));
        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
    }
}

/// <summary>A map of flags.</summary>
public sealed class ORMapOfFlagsTests : HistoryTests<ORMap<int, EWFlag>, ORMap<int, EWFlag>.Delta, Tagged>
{
    private protected override void Act(Cluster<ORMap<int, EWFlag>, ORMap<int, EWFlag>.Delta, Tagged> cluster, Cluster<ORMap<int, EWFlag>, ORMap<int, EWFlag>.Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var key = first % 3;
        Tagged[] here = [.. Tagged.Alive(replica.Known).Where(happened => happened.What == $"+{key}")];
        if (verb <= 2)
        {
            var dot = replica.NextDot(second % 3);
            cluster.Apply(replica, replica.Value.Update(key, flag => flag.Enable(dot)), new Tagged($"+{key}", replica.Source, [.. here.Where(happened => happened.By == replica.Source)]));
        }
        else if (verb <= 4)
        {
            cluster.Apply(replica, replica.Value.Update(key, static flag => flag.Disable()), new Tagged("-", replica.Source, here));
        }
        else
        {
            cluster.Apply(replica, replica.Value.Remove(key), new Tagged("-", replica.Source, here));
        }
    }

    private protected override void Check(ORMap<int, EWFlag> value, HashSet<Tagged> known)
    {
        var expected = Tagged.Alive(known).Where(static happened => happened.What[0] == '+').Select(static happened => int.Parse(happened.What[1..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected.Distinct().Order(), value.Select(static entry => entry.Key));
        Assert.All(value, static entry => Assert.True(entry.Value.IsEnabled));
    }
}
