using Scuttlegen.Crdt.Collections;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>The hash trie against the BCL's sorted dictionary, under hashes good and bad: nothing but time depends on them.</summary>
public sealed class HashTrieTests
{
    /// <summary>How keys are hashed.</summary>
    public enum Hashes
    {
        /// <summary>As keys of this type are.</summary>
        Real,

        /// <summary>To three values, so that no number of branches parts them.</summary>
        Colliding,

        /// <summary>So that only the last bits part them.</summary>
        Late,
    }

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void Sets_and_removals_agree_with_a_dictionary(Hashes hashes) => Of(hashes).Sets_and_removals_agree_with_a_dictionary();

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void Merges_ask_the_rule_about_every_key_once_and_leave_both_sides_alone(Hashes hashes) => Of(hashes).Merges_ask_the_rule_about_every_key_once_and_leave_both_sides_alone();

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void Maps_are_equal_whatever_they_went_through(Hashes hashes) => Of(hashes).Maps_are_equal_whatever_they_went_through();

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void What_changes_nothing_returns_the_map_itself(Hashes hashes) => Of(hashes).What_changes_nothing_returns_the_map_itself();

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void Merging_looks_at_what_differs_only(Hashes hashes) => Of(hashes).Merging_looks_at_what_differs_only();

    [Theory]
    [InlineData(Hashes.Real)]
    [InlineData(Hashes.Colliding)]
    [InlineData(Hashes.Late)]
    public void Little_is_left_of_a_map_that_most_keys_have_left(Hashes hashes) => Of(hashes).Little_is_left_of_a_map_that_most_keys_have_left();

    private static HashTrieChecks Of(Hashes hashes) => hashes switch
    {
        Hashes.Real => new HashTrieChecks<ElementOrder<int>>(),
        Hashes.Colliding => new HashTrieChecks<CollidingKeys>(),
        _ => new HashTrieChecks<LateKeys>(),
    };

    private readonly struct CollidingKeys : IKeyHash<int, CollidingKeys>
    {
        public static CollidingKeys Current => default;

        public static int BlockSize => 32;

        public int Compare(int x, int y) => x.CompareTo(y);

        public bool AreEqual(int x, int y) => x == y;

        public ulong Hash(int key) => (ulong)(uint)key % 3 * 0x0123_4567_89AB_CDEF;
    }

    private readonly struct LateKeys : IKeyHash<int, LateKeys>
    {
        public static LateKeys Current => default;

        public static int BlockSize => 32;

        public int Compare(int x, int y) => x.CompareTo(y);

        public bool AreEqual(int x, int y) => x == y;

        public ulong Hash(int key) => (uint)key;
    }
}
