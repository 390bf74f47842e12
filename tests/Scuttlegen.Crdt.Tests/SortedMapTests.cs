using CsCheck;
using Scuttlegen.Crdt.Collections;
using Xunit;
using Map = Scuttlegen.Crdt.Collections.SortedMap<int, int, Scuttlegen.Crdt.Collections.NaturalOrder<int>>;

namespace Scuttlegen.Crdt.Tests;

/// <summary>The persistent map against the BCL's sorted dictionary.</summary>
public sealed class SortedMapTests
{
    private static readonly Gen<(int Verb, int Key, int Value)[]> Edits = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 5]).Array[0, 120];

    [Fact]
    public void Sets_and_removals_agree_with_a_dictionary() => Edits.Sample(
        edits =>
        {
            var (map, oracle) = Apply(edits);
            Check(oracle, map);
            for (var key = -1; key <= 61; key++)
            {
                Assert.Equal(oracle.TryGetValue(key, out var expected), map.TryGetValue(key, out var found));
                Assert.Equal(expected, found);
                Assert.Equal(oracle.Keys.Where(k => k <= key).Cast<int?>().LastOrDefault(), map.TryFloor(key, out var floor, out _) ? floor : null);
                Assert.Equal(oracle.Keys.Where(k => k >= key).Cast<int?>().FirstOrDefault(), map.TryCeiling(key, out var ceiling, out _) ? ceiling : null);
            }
        },
        iter: 500);

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

            Check(expected, leftMap.Merge(rightMap, new Rule(keepsLeft, keepsRight)));
            Check(leftOracle, leftMap);
            Check(rightOracle, rightMap);
        },
        iter: 1_500);

    [Fact]
    public void Merging_shares_what_it_can()
    {
        var map = Map.FromSorted([.. Enumerable.Range(0, 1000).Select(static n => (n, 1))]);
        Assert.True(Map.AreSame(map, map.Set(500, 1)));
        Assert.True(Map.AreSame(map, map.Remove(5000)));
        Assert.True(Map.AreSame(map, map.Merge(map.Remove(17), new Rule(true, true))));
        Assert.True(Map.AreSame(map, map.Merge(Map.FromSorted([(3, 1), (700, 0)]), new Rule(true, true))));
    }

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
        foreach (var node in map) pairs.Add(new(node.Key, node.Value));
        Assert.Equal(expected, pairs);
        Assert.Equal(expected.Count, map.Count);
        CheckBalance(map);
    }

    private static void CheckBalance(Map map)
    {
        foreach (var node in map)
        {
            int left = node.Left?.Size ?? 0, right = node.Right?.Size ?? 0;
            Assert.Equal(left + right + 1, node.Size);
            Assert.True(left + right <= 1 || (left <= 3 * right && right <= 3 * left), $"sizes {left} and {right} are off balance");
        }
    }

    private readonly struct Rule(bool keepsLeft, bool keepsRight) : IMergeRule<int, int>
    {
        public bool KeepsLeft => keepsLeft;

        public bool KeepsRight => keepsRight;

        public bool TryLeft(int key, int value, out int kept)
        {
            kept = value;
            return keepsLeft || value % 2 == 0;
        }

        public bool TryRight(int key, int value, out int kept)
        {
            kept = value;
            return keepsRight || value % 2 == 0;
        }

        public bool TryBoth(int key, int left, int right, out int merged)
        {
            merged = Math.Max(left, right);
            return (left + right) % 4 != 0;
        }
    }
}
