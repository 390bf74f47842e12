using CsCheck;
using Scuttlegen.Crdt.Collections;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>What <see cref="HashTrieTests"/> asks of maps under one kind of hashes.</summary>
internal abstract class HashTrieChecks
{
    public abstract void Sets_and_removals_agree_with_a_dictionary();

    public abstract void Merges_ask_the_rule_about_every_key_once_and_leave_both_sides_alone();

    public abstract void Maps_are_equal_whatever_they_went_through();

    public abstract void What_changes_nothing_returns_the_map_itself();

    public abstract void Merging_looks_at_what_differs_only();

    public abstract void Little_is_left_of_a_map_that_most_keys_have_left();
}

/// <inheritdoc/>
internal sealed class HashTrieChecks<TKeys> : HashTrieChecks
    where TKeys : struct, IKeyHash<int, TKeys>
{
    // So that keys fill many leaves.
    private const int MaxKey = 600;

    private static readonly Gen<(int Verb, int Key, int Value)[]> Edits = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 5]).Array[0, 120],
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, MaxKey], Gen.Int[0, 5]).Array[0, 1_200]);

    public override void Sets_and_removals_agree_with_a_dictionary() => Edits.Sample(
        edits =>
        {
            var (map, oracle) = Apply(edits);
            Check(oracle, map);
            for (var key = -1; key <= MaxKey + 1; key++)
            {
                Assert.Equal(oracle.TryGetValue(key, out var expected), map.TryGetValue(key, out var found));
                Assert.Equal(expected, found);
            }
        },
        iter: 300);

    public override void Merges_ask_the_rule_about_every_key_once_and_leave_both_sides_alone() => Gen.Select(Edits, Edits, Gen.Bool, Gen.Bool).Sample(
        (left, right, keepsLeft, keepsRight) =>
        {
            var (leftMap, leftOracle) = Apply(left);
            var (rightMap, rightOracle) = Apply(right);
            Check(Merged(leftOracle, rightOracle, keepsLeft, keepsRight), leftMap.Merge(rightMap, new HalvingRule(keepsLeft, keepsRight)));
            Check(leftOracle, leftMap);
            Check(rightOracle, rightMap);
        },
        iter: 300);

    public override void Maps_are_equal_whatever_they_went_through() => Edits.Sample(
        edits =>
        {
            var (map, oracle) = Apply(edits);
            var built = HashTrie<int, int, TKeys>.FromDistinct([.. oracle.Reverse().Select(static pair => (pair.Key, pair.Value))]);
            Check(oracle, built);
            Assert.True(AreEqual(map, built));
            foreach (var key in oracle.Keys.Take(3))
            {
                Assert.False(AreEqual(map, built.Remove(key)));
                Assert.False(AreEqual(built.Remove(key), map));
                Assert.False(AreEqual(map.Set(key, 77), built));
                Assert.False(AreEqual(map, built.Remove(key).Set(-1, 0)));
            }
        },
        iter: 300);

    public override void What_changes_nothing_returns_the_map_itself() => Gen.Select(Edits, Edits).Sample(
        (edits, more) =>
        {
            var (map, oracle) = Apply(edits);
            var (other, otherOracle) = Apply(more);
            foreach (var (key, value) in oracle.Take(5)) Assert.True(AreSame(map, map.Set(key, value)));
            Assert.True(AreSame(map, map.Remove(-1)));
#if !NO_SHARING
            // The rule would say otherwise of a key that both have, were it asked.
            Assert.True(AreSame(map, map.Merge(map, new HalvingRule(true, true))));
#endif

            // Of the other side nothing stays: every pair of it is odd or there already, and greater values are not.
            foreach (var (key, value) in otherOracle)
            {
                if (value % 2 == 0 || oracle.ContainsKey(key)) other = other.Remove(key);
            }

            Assert.True(AreSame(map, map.Merge(other, new HalvingRule(true, false))));
        },
        iter: 300);

    public override void Merging_looks_at_what_differs_only()
    {
        var ancestor = HashTrie<int, int, TKeys>.FromDistinct([.. Enumerable.Range(0, 20_000).Select(static n => (2 * n, 1))]);
        var asked = new CountingRule();
        ancestor.Set(1, 1).Set(7_001, 1).Merge(ancestor.Set(3, 1).Set(15_001, 1).Remove(9_000), asked);
#if !NO_SHARING
        Assert.InRange(asked.Count, 1, 40 * SortedMap<int, int, TKeys>.Capacity);
#endif
    }

    public override void Little_is_left_of_a_map_that_most_keys_have_left()
    {
        var map = default(HashTrie<int, int, TKeys>);
        for (var key = 0; key < 5_000; key++) map = map.Set(key, key);
        for (var key = 0; key < 5_000; key++)
        {
            if (key % 1_000 != 0) map = map.Remove(key);
            if (key % 100 == 0) CheckShape(map.Root, depth: 0);
        }

        Assert.Equal([0, 1_000, 2_000, 3_000, 4_000], map.ToSortedArray().Select(static pair => pair.Key));
        for (var key = 0; key < 5_000; key += 1_000) map = map.Remove(key);
        Assert.Null(map.Root);
    }

    private static SortedDictionary<int, int> Merged(SortedDictionary<int, int> left, SortedDictionary<int, int> right, bool keepsLeft, bool keepsRight)
    {
        var merged = new SortedDictionary<int, int>();
        foreach (var (key, value) in left)
        {
            if (right.TryGetValue(key, out var other))
            {
                if ((value + other) % 4 != 0) merged.Add(key, Math.Max(value, other));
            }
            else if (keepsLeft || value % 2 == 0)
            {
                merged.Add(key, value);
            }
        }

        foreach (var (key, value) in right)
        {
            if (!left.ContainsKey(key) && (keepsRight || value % 2 == 0)) merged.Add(key, value);
        }

        return merged;
    }

    private static (HashTrie<int, int, TKeys> Map, SortedDictionary<int, int> Oracle) Apply((int Verb, int Key, int Value)[] edits)
    {
        var map = default(HashTrie<int, int, TKeys>);
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

#if NO_SHARING
    private static bool AreSame(HashTrie<int, int, TKeys> left, HashTrie<int, int, TKeys> right) => AreEqual(left, right);
#else
    private static bool AreSame(HashTrie<int, int, TKeys> left, HashTrie<int, int, TKeys> right) => HashTrie<int, int, TKeys>.AreSame(left, right);
#endif

    private static bool AreEqual(HashTrie<int, int, TKeys> left, HashTrie<int, int, TKeys> right) => HashTrie<int, int, TKeys>.AreEqual(left, right, default(OwnEquality<int>));

    private static void Check(SortedDictionary<int, int> expected, HashTrie<int, int, TKeys> map)
    {
        Assert.Equal(expected.Select(static pair => (pair.Key, pair.Value)), map.ToSortedArray());
        var unordered = new List<(int Key, int Value)>();
        foreach (var pair in map.InNoOrder) unordered.Add(pair);
        Assert.Equal(expected.Select(static pair => (pair.Key, pair.Value)), unordered.Order());
        Assert.Equal(expected.Count, map.Count);
        Assert.Equal(expected.Count, CheckShape(map.Root, depth: 0));
    }

    private static int CheckShape(object? node, int depth)
    {
        if (node is null) return 0;
        if (node is TrieBranch branch)
        {
            Assert.True(branch.Count > HashTrie<int, int, TKeys>.Capacity / 2, $"A branch for {branch.Count} pairs");
            Assert.Equal(branch.Count, Enumerable.Range(0, TrieBranch.Size).Sum(index => CheckShape(branch[index], depth + 1)));
            return branch.Count;
        }

        if (depth == HashTrie<int, int, TKeys>.MaxDepth) return Assert.IsType<SortedMap<int, int, TKeys>.Node>(node, exactMatch: false).Count;
        var leaf = Assert.IsType<(int Key, int Value)[]>(node);
        Assert.InRange(leaf.Length, 1, HashTrie<int, int, TKeys>.Capacity);
        return leaf.Length;
    }
}
