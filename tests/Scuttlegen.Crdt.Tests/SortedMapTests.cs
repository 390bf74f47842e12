using CsCheck;
using Scuttlegen.Crdt.Collections;
using Xunit;
using Map = Scuttlegen.Crdt.Collections.SortedMap<int, int, Scuttlegen.Crdt.Collections.NaturalOrder<int>>;

namespace Scuttlegen.Crdt.Tests;

/// <summary>The persistent map against the BCL's sorted dictionary.</summary>
public sealed class SortedMapTests
{
    // So that keys fill many blocks.
    private const int MaxKey = 600;

    private static readonly Gen<(int Verb, int Key, int Value)[]> Edits = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 5]).Array[0, 120],
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, MaxKey], Gen.Int[0, 5]).Array[0, 1_200]);

    [Fact]
    public void Sets_and_removals_agree_with_a_dictionary() => Edits.Sample(
        edits =>
        {
            var (map, oracle) = Apply(edits);
            Check(oracle, map);
            for (var key = -1; key <= MaxKey + 1; key++)
            {
                Assert.Equal(oracle.TryGetValue(key, out var expected), map.TryGetValue(key, out var found));
                Assert.Equal(expected, found);
                Assert.Equal(oracle.Keys.Where(k => k <= key).Cast<int?>().LastOrDefault(), map.TryFloor(key, out var floor, out _) ? floor : null);
                Assert.Equal(oracle.Keys.Where(k => k >= key).Cast<int?>().FirstOrDefault(), map.TryCeiling(key, out var ceiling, out _) ? ceiling : null);
            }
        },
        iter: 500);

    [Fact]
    public void A_walk_above_a_key_meets_all_that_follow() => Gen.Select(Edits, Gen.Int[-1, MaxKey + 1]).Sample(
        (edits, key) =>
        {
            var (map, oracle) = Apply(edits);
            var met = new List<int>();
            for (var walk = map.GetEnumeratorAbove(key); walk.MoveNext();) met.Add(walk.Current.Key);
            Assert.Equal(oracle.Keys.Where(k => k > key), met);
        },
        iter: 1_000);

    [Fact]
    public void Merges_ask_the_rule_about_every_key_once_and_leave_both_sides_alone() => Gen.Select(Edits, Edits, Gen.Bool, Gen.Bool).Sample(
        (left, right, keepsLeft, keepsRight) =>
        {
            var (leftMap, leftOracle) = Apply(left);
            var (rightMap, rightOracle) = Apply(right);
            var expected = new SortedDictionary<int, int>();
            foreach (var (key, value) in leftOracle)
            {
                if (rightOracle.TryGetValue(key, out var other))
                {
                    if ((value + other) % 4 != 0) expected.Add(key, Math.Max(value, other));
                }
                else if (keepsLeft || value % 2 == 0)
                {
                    expected.Add(key, value);
                }
            }

            foreach (var (key, value) in rightOracle)
            {
                if (!leftOracle.ContainsKey(key) && (keepsRight || value % 2 == 0)) expected.Add(key, value);
            }

            Check(expected, leftMap.Merge(rightMap, new HalvingRule(keepsLeft, keepsRight)));
            Check(leftOracle, leftMap);
            Check(rightOracle, rightMap);
        },
        iter: 1_500);

#if !NO_SHARING
    [Fact]
    public void Merging_shares_what_it_can()
    {
        var map = Map.FromSorted([.. Enumerable.Range(0, 1000).Select(static n => (n, 1))]);
        Assert.True(Map.AreSame(map, map.Set(500, 1)));
        Assert.True(Map.AreSame(map, map.Remove(5000)));
        Assert.True(Map.AreSame(map, map.Merge(map.Remove(17), new HalvingRule(true, true))));
        Assert.True(Map.AreSame(map, map.Merge(Map.FromSorted([(3, 1), (700, 0)]), new HalvingRule(true, true))));
    }
#endif

    [Fact]
    public void Ascending_descending_and_random_inserts_stay_balanced()
    {
        var random = new Random(1);
        foreach (var next in new Func<int, int>[] { static n => n, static n => -n, _ => random.Next() })
        {
            var map = default(Map);
            for (var n = 0; n < 20_000; n++) map = map.Set(next(n), n);
            for (var n = 0; n < 20_000; n += 3) map = map.Remove(next(n));
            CheckBalance(map);
        }
    }

    [Fact]
    public void Blocks_stay_filled_where_keys_come_and_go()
    {
        var random = new Random(2);
        var map = default(Map);
        for (var n = 0; n < 50_000; n++)
        {
            map = map.Set(random.Next(20_000), n);
            map = map.Remove(random.Next(20_000));
        }

        Assert.True(map.Root!.Weight <= 4 * map.Count / Map.Capacity, $"{map.Count} pairs lie in {map.Root.Weight} blocks");
    }

    [Fact]
    public void Blocks_that_most_keys_have_left_are_joined()
    {
        var map = default(Map);
        for (var key = 0; key < 20_000; key++) map = map.Set(key, key);
        for (var key = 0; key < 20_000; key++)
        {
            if (key % 50 != 0) map = map.Remove(key);
        }

        CheckBalance(map);
        Assert.Equal(400, map.Count);
        Assert.True(map.Root!.Weight <= map.Count / 4, $"{map.Count} pairs lie in {map.Root.Weight} blocks");
    }

#if !NO_SHARING
    [Fact]
    public void Merging_shares_the_subtrees_of_a_common_ancestor()
    {
        var ancestor = Map.FromSorted([.. Enumerable.Range(0, 100_000).Select(static n => (2 * n, 1))]);
        var asked = new CountingRule();
        ancestor.Set(1, 1).Set(70_001, 1).Merge(ancestor.Set(3, 1).Set(150_001, 1).Remove(90_000), asked);
        Assert.InRange(asked.Count, 1, 20 * Map.Capacity);
    }
#endif

    private static (Map Map, SortedDictionary<int, int> Oracle) Apply((int Verb, int Key, int Value)[] edits)
    {
        var map = default(Map);
        var oracle = new SortedDictionary<int, int>();
        foreach (var (verb, key, value) in edits)
        {
            if (verb == 0)
            {
                map = map.Remove(key);
                oracle.Remove(key);
            }
            else
            {
                map = map.Set(key, value);
                oracle[key] = value;
            }
        }

        return (map, oracle);
    }

    private static void Check(SortedDictionary<int, int> expected, Map map)
    {
        var pairs = new List<KeyValuePair<int, int>>();
        foreach (var pair in map) pairs.Add(new(pair.Key, pair.Value));
        Assert.Equal(expected, pairs);
        Assert.Equal(expected.Count, map.Count);
        CheckBalance(map);
    }

    private static void CheckBalance(Map map)
    {
        if (map.Root is not null) CheckBalance(map.Root, int.MinValue, int.MaxValue);
    }

    private static void CheckBalance(Map.Node node, int from, int to)
    {
        if (node is Map.Leaf leaf)
        {
            Assert.InRange(leaf.Pairs.Length, 1, Map.Capacity);
            Assert.All(leaf.Pairs, pair => Assert.True(from <= pair.Key && pair.Key < to, $"{pair.Key} is not between {from} and {to}"));
            return;
        }

        var branch = Assert.IsType<Map.Branch>(node);
        int left = branch.Left.Weight, right = branch.Right.Weight;
        Assert.Equal(left + right, branch.Weight);
        Assert.Equal(branch.Left.Count + branch.Right.Count, branch.Count);
        Assert.True(left <= 3 * right && right <= 3 * left, $"{left} and {right} leaves are off balance");
        CheckBalance(branch.Left, from, branch.Separator);
        CheckBalance(branch.Right, branch.Separator, to);
    }
}
