using Scuttlegen.Testing;
using Xunit;
using Tree = Scuttlegen.Crdt.ReplicatedTree<string>;

namespace Scuttlegen.Crdt.Tests;

public sealed class ReplicatedTreeTests : HistoryTests<Tree, Tree, TreeEvent>
{
    private protected override void Act(Cluster<Tree, Tree, TreeEvent> cluster, Cluster<Tree, Tree, TreeEvent>.Replica replica, int verb, int first, int second)
    {
        // Whatever anybody created, heard of here or not: a correct writer names only what it has seen, and nothing may rest on that.
        var nodes = Nodes(first % 4 == 0 ? cluster.Happened : replica.Known);
        var stamp = NextStamp(replica, second);
        switch (verb)
        {
            case <= 1:
                var dot = replica.NextDot(second % 2);
                var parent = Pick([TreeNodeId.Root, TreeNodeId.Trash, .. nodes, .. nodes], first);
                Apply(new TreeEvent(stamp, 0, new TreeNodeId(dot), parent, true, $"v{second % 5}"));
                break;
            case <= 4 when nodes.Length > 0:
                var node = Pick(nodes, second);
                var target = Pick([TreeNodeId.Root, TreeNodeId.Trash, .. nodes, .. nodes, .. nodes], first / 4);
                Apply(new TreeEvent(stamp, (uint)second % 3, node, target == node ? TreeNodeId.Trash : target, false, null));
                break;
            case 5 when nodes.Length > 0:
                Apply(new TreeEvent(stamp, 0, Pick(nodes, second), null, false, $"v{first % 7}"));
                break;
        }

        void Apply(TreeEvent happened)
        {
            // A write that lost publishes the least delta.
            var mutation = happened.ApplyTo(replica.Value);
            cluster.Apply(replica, mutation, mutation.Delta == Tree.Empty ? [] : [happened]);
        }
    }

    private protected override void Check(Tree value, HashSet<TreeEvent> known) => new TreeOracle(known).Check(value);

    [Fact]
    public void Of_A_below_B_and_B_below_A_the_earlier_holds()
    {
        var tree = Create(("a", null), ("b", null));
        var (a, b) = (Node(tree, "a"), Node(tree, "b"));
        var left = tree.Move(a, b, Peers.Stamp(10, 0));
        var right = tree.Move(b, a, Peers.Stamp(10, 1));
        var earlierIsLeft = Peers.Stamp(10, 0) < Peers.Stamp(10, 1);
        var expected = earlierIsLeft ? "b(a)" : "a(b)";
        Assert.Equal(expected, Show(left.Value.Merge(right.Value)));
        Assert.Equal(expected, Show(right.Value.MergeDelta(left.Delta)));
    }

    [Fact]
    public void A_ring_of_concurrent_moves_is_left_open()
    {
        var tree = Create(("a", null), ("b", null), ("c", null));
        Tree[] sides =
        [
            tree.Move(Node(tree, "a"), Node(tree, "b"), Peers.Stamp(11, 0)),
            tree.Move(Node(tree, "b"), Node(tree, "c"), Peers.Stamp(12, 1)),
            tree.Move(Node(tree, "c"), Node(tree, "a"), Peers.Stamp(13, 2)),
        ];
        CrdtLaws.CheckValues(sides);
        Assert.Equal("c(b(a))", Show(sides[2].Merge(sides[1]).Merge(sides[0])));
    }

    [Fact]
    public void A_late_move_can_allow_one_that_made_a_cycle_and_forbid_one_that_did_not()
    {
        var tree = Create(("a", null), ("b", null), ("c", null));
        var (a, b, c) = (Node(tree, "a"), Node(tree, "b"), Node(tree, "c"));
        var refused = tree.Move(b, a, Peers.Stamp(10, 0)).Value.Move(a, b, Peers.Stamp(12, 0)).Value;
        Assert.Equal("a(b) c", Show(refused, sorted: false));
        Assert.Equal("b(a) c", Show(refused.Move(b, TreeNodeId.Root, Peers.Stamp(11, 1))));

        var allowed = tree.Move(a, b, Peers.Stamp(12, 0)).Value;
        Assert.Equal("b(a) c", Show(allowed));
        Assert.Equal("a(b) c", Show(allowed.Move(b, a, Peers.Stamp(11, 1))));
        Assert.Equal("b(a) c", Show(allowed.Move(c, a, Peers.Stamp(11, 1)).Value.Move(c, TreeNodeId.Root, Peers.Stamp(13, 1))));
    }

    [Fact]
    public void The_same_node_moved_twice_concurrently_ends_at_one_place()
    {
        var tree = Create(("a", null), ("b", null), ("x", null));
        var (a, b, x) = (Node(tree, "a"), Node(tree, "b"), Node(tree, "x"));
        var merged = tree.Move(x, a, Peers.Stamp(20, 0)).Value.Merge(tree.Move(x, b, Peers.Stamp(21, 1)).Value);
        Assert.Equal("a b(x)", Show(merged));
        Assert.Empty(merged.ChildrenOf(a));
        Assert.True(merged.TryGetParent(x, out var parent));
        Assert.Equal(b, parent);
    }

    [Fact]
    public void Of_a_removal_and_a_move_of_one_node_the_later_wins()
    {
        var tree = Create(("a", null), ("x", null));
        var (a, x) = (Node(tree, "a"), Node(tree, "x"));
        Assert.Equal("a(x)", Show(tree.Remove(x, Peers.Stamp(20, 0)).Value.Merge(tree.Move(x, a, Peers.Stamp(21, 1)))));
        var removed = tree.Remove(x, Peers.Stamp(22, 0)).Value.Merge(tree.Move(x, a, Peers.Stamp(21, 1)));
        Assert.Equal("a", Show(removed));
        Assert.False(removed.Contains(x));
        Assert.True(removed.IsBelow(x, TreeNodeId.Trash));
        Assert.Equal("x", removed[x]);
    }

    [Fact]
    public void What_is_moved_into_a_removed_node_goes_with_it_and_what_is_moved_out_stays()
    {
        var tree = Create(("folder", null), ("inside", "folder"), ("outside", null));
        var (folder, inside, outside) = (Node(tree, "folder"), Node(tree, "inside"), Node(tree, "outside"));
        foreach (var removal in new[] { Peers.Stamp(19, 0), Peers.Stamp(30, 0) })
        {
            var merged = tree.Remove(folder, removal).Value
                .Merge(tree.Move(outside, folder, Peers.Stamp(20, 1)).Value.Move(inside, TreeNodeId.Root, Peers.Stamp(21, 1)))
                .Merge(tree.Create(folder, "new", Peers.Dot(2, 1), Peers.Stamp(20, 2)).Value);
            Assert.Equal("inside", Show(merged));
            Assert.Equal(["folder", "new", "outside"], merged.Below(TreeNodeId.Trash).Select(static node => node.Value).Order());
            Assert.Equal("folder(new outside) inside", Show(merged.Move(folder, TreeNodeId.Root, Peers.Stamp(40, 1))));
        }
    }

    [Fact]
    public void Renaming_and_moving_do_not_disturb_each_other()
    {
        var tree = Create(("a", null), ("x", null));
        var (a, x) = (Node(tree, "a"), Node(tree, "x"));
        var merged = tree.SetValue(x, "y", Peers.Stamp(20, 0)).Value.Merge(tree.Move(x, a, Peers.Stamp(21, 1)));
        Assert.Equal("a(y)", Show(merged));
        Assert.Equal("z", merged.SetValue(x, "z", Peers.Stamp(20, 1)).Value.SetValue(x, "old", Peers.Stamp(3, 0)).Value[x]);
    }

    [Fact]
    public void What_arrives_before_its_cause_waits_for_it()
    {
        var first = Tree.Empty.Create(TreeNodeId.Root, "a", Peers.Dot(0, 1), Peers.Stamp(1, 0));
        var a = new TreeNodeId(Peers.Dot(0, 1));
        var second = first.Value.Create(a, "b", Peers.Dot(0, 2), Peers.Stamp(2, 0));
        var b = new TreeNodeId(Peers.Dot(0, 2));
        var third = second.Value.Move(b, TreeNodeId.Root, Peers.Stamp(3, 0));
        var fourth = third.Value.SetValue(b, "c", Peers.Stamp(4, 0));

        var late = Tree.Empty.MergeDelta(fourth.Delta).MergeDelta(third.Delta);
        Assert.Empty(late);
        Assert.False(late.TryGetValue(b, out _));
        Assert.False(late.TryGetParent(b, out _));
        Assert.Empty(late.MergeDelta(first.Delta).ChildrenOf(a));
        late = late.MergeDelta(second.Delta);
        Assert.Empty(late);
        late = late.MergeDelta(first.Delta);
        Assert.Equal("a c", Show(late));
        Assert.Equal(fourth.Value, late);
    }

    [Fact]
    public void Children_are_in_the_order_in_which_they_came_to_be_there()
    {
        var tree = Create(("c", null), ("b", null), ("a", null));
        Assert.Equal("c b a", Show(tree, sorted: false));
        Assert.Equal("b a c", Show(tree.Move(Node(tree, "c"), TreeNodeId.Root, Peers.Stamp(20, 0)), sorted: false));
    }

    [Fact]
    public void Moves_of_one_update_are_applied_by_their_numbers()
    {
        var tree = Create(("a", null), ("b", "a"));
        var (a, b) = (Node(tree, "a"), Node(tree, "b"));
        var stamp = Peers.Stamp(20, 0);
        Assert.Equal("b(a)", Show(tree.Move(b, TreeNodeId.Root, stamp, 0).Value.Move(a, b, stamp, 1)));
        Assert.Equal("a b", Show(tree.Move(b, TreeNodeId.Root, stamp, 1).Value.Move(a, b, stamp, 0)));
    }

    [Fact]
    public void A_repeated_operation_changes_nothing()
    {
        var tree = Create(("a", null));
        SharedAssert.Same(tree, tree.Create(TreeNodeId.Root, "a", Peers.Dot(0, 1), Peers.Stamp(1, 0)).Value);
        SharedAssert.Same(tree, tree.SetValue(Node(tree, "a"), "a", Peers.Stamp(1, 0)).Value);
#if !NO_SHARING
        Assert.Same(Tree.Empty, tree.SetValue(Node(tree, "a"), "a", Peers.Stamp(1, 0)).Delta);
#endif
        SharedAssert.Same(tree, tree.Merge(Create(("a", null))));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_is_no_deeper_than_the_stack()
    {
        const int length = 100_000;
        var tree = Tree.Empty;
        var parent = TreeNodeId.Root;
        for (ulong sequence = 1; sequence <= length; sequence++)
        {
            var dot = Peers.Dot(0, sequence);
            tree = tree.Create(parent, "x", dot, Peers.Stamp(sequence, 0));
            parent = new TreeNodeId(dot);
        }

        var top = new TreeNodeId(Peers.Dot(0, 1));
        Assert.Equal(length, tree.Count);
        Assert.True(tree.Contains(parent));
        Assert.Equal(parent, tree.Last().Id);
        var cycle = tree.Move(top, parent, Peers.Stamp(length + 1, 0)).Value;
        Assert.True(cycle.TryGetParent(top, out var root) && root.IsRoot);

        var decoded = CodecLaws.Decode<Tree>(CodecLaws.Encode(cycle));
        Assert.Equal(cycle, decoded);
        Assert.Equal(length, decoded.Count);
        Assert.Empty(decoded.Remove(top, Peers.Stamp(length + 2, 0)).Value);
    }

    [Fact]
    public void Late_moves_in_a_long_history_are_applied_where_they_belong()
    {
        // Longer than the distances between checkpoints, which random histories are not.
        var random = new Random(5);
        var events = new List<TreeEvent>();
        for (ulong time = 1; time <= 3_000; time++)
        {
            var stamp = Peers.Stamp(time, (int)time % 3);
            var nodes = Nodes(events);
            if (nodes.Length < 60)
                events.Add(new TreeEvent(stamp, 0, new TreeNodeId(new Dot(stamp.Source, time, 0)), Pick([TreeNodeId.Root, .. nodes], random.Next(1000)), true, "v"));
            else if (Pick(nodes, random.Next(1000)) is var node && Pick([TreeNodeId.Root, .. nodes], random.Next(1000)) is var parent && node != parent)
                events.Add(new TreeEvent(stamp, 0, node, parent, false, null));
        }

        foreach (var disorder in new[] { 1, 5, 50, 500, 3_000 })
        {
            var tree = Tree.Empty;
            var known = new HashSet<TreeEvent>(ReferenceEqualityComparer.Instance);
            var looks = 0;
            foreach (var happened in events.Select((happened, index) => (happened, index: index + random.Next(disorder))).OrderBy(static pair => pair.index).Select(static pair => pair.happened))
            {
                tree = happened.ApplyTo(tree);
                known.Add(happened);
                if (random.Next(20) != 0) continue;
                Assert.Equal(known.Count, tree.MoveCount);
                if (looks++ % 10 == 0) new TreeOracle(known).Check(tree);
                else _ = tree.ChildrenOf(TreeNodeId.Root);
            }

            new TreeOracle(known).Check(tree);
        }
    }

    [Fact]
    public void Deltas_are_small_and_large_trees_share()
    {
        var tree = Tree.Empty;
        for (ulong sequence = 1; sequence <= 1_000; sequence++) tree = tree.Create(TreeNodeId.Root, "x", Peers.Dot((int)sequence % 5, sequence), Peers.Stamp(sequence, (int)sequence % 5));
        var move = tree.Move(new TreeNodeId(Peers.Dot(1, 1)), new TreeNodeId(Peers.Dot(2, 2)), Peers.Stamp(2_000, 0));
        Assert.InRange(CodecLaws.Encode(move.Delta).Length, 1, 160);
        SharedAssert.Same(move.Value, move.Value.Merge(tree));
        SharedAssert.Same(move.Value, tree.Merge(move.Value));
    }

    [Fact]
    public void The_wrong_arguments_are_refused()
    {
        var (node, stamp) = (new TreeNodeId(Peers.Dot(0, 1)), Peers.Stamp(1, 0));
        Assert.Throws<ArgumentException>("node", () => Tree.Empty.Move(TreeNodeId.Root, node, stamp));
        Assert.Throws<ArgumentException>("node", () => Tree.Empty.Remove(TreeNodeId.Trash, stamp));
        Assert.Throws<ArgumentException>("node", () => Tree.Empty.SetValue(TreeNodeId.Root, "x", stamp));
        Assert.Throws<ArgumentException>("parent", () => Tree.Empty.Move(node, node, stamp));
        Assert.Throws<ArgumentException>("parent", () => Tree.Empty.Create(node, "x", Peers.Dot(0, 1), stamp));
        Assert.Throws<ArgumentException>("dot", () => Tree.Empty.Create(TreeNodeId.Root, "x", Peers.Dot(1, 1), stamp));
        Assert.Throws<ArgumentOutOfRangeException>("dot", () => Tree.Empty.Create(TreeNodeId.Root, "x", default, stamp));
        Assert.Throws<ArgumentOutOfRangeException>("stamp", () => Tree.Empty.Move(node, TreeNodeId.Root, Peers.Stamp(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>("stamp", () => Tree.Empty.SetValue(node, "x", default));
        Assert.Throws<UnsupportedValueTypeException>(() => ReplicatedTree<Version>.Empty.Create(TreeNodeId.Root, new Version(1, 0), Peers.Dot(0, 1), stamp));
        Assert.Throws<KeyNotFoundException>(() => Tree.Empty[node]);
        Assert.Throws<InvalidOperationException>(() => TreeNodeId.Root.Dot);
    }

    [Fact]
    public void Values_may_be_null_where_the_type_has_it()
    {
        var tree = ReplicatedTree<string?>.Empty.Create(TreeNodeId.Root, null, Peers.Dot(0, 1), Peers.Stamp(1, 0)).Value;
        CodecLaws.CheckValue(tree);
        Assert.Null(Assert.Single(CodecLaws.Decode<ReplicatedTree<string?>>(CodecLaws.Encode(tree))).Value);
        var bytes = CodecLaws.Encode(ReplicatedTree<int>.Empty.Create(TreeNodeId.Root, 1, Peers.Dot(0, 1), Peers.Stamp(1, 0)).Value);
        Assert.Throws<Wire.WireFormatException>(() => CodecLaws.Decode<ReplicatedTree<int>>([.. bytes[..^1], 0xf6]));
    }

    [Fact]
    public void A_node_without_the_value_that_it_was_created_with_is_refused()
    {
        var created = CodecLaws.Encode(Tree.Empty.Create(TreeNodeId.Root, "x", Peers.Dot(0, 1), Peers.Stamp(1, 0)).Value);
        var moved = CodecLaws.Encode(Tree.Empty.Move(new TreeNodeId(Peers.Dot(0, 1)), TreeNodeId.Root, Peers.Stamp(1, 0)).Value);
        Assert.Equal(0x80, moved[^1]);
        Assert.Equal(moved[..^2], created[..(moved.Length - 2)]);
        moved[^2] = created[moved.Length - 2];
        Assert.Contains("lacks the value", Assert.Throws<Wire.WireFormatException>(() => CodecLaws.Decode<Tree>(moved)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_nodes_survive_the_wire_and_are_ordered()
    {
        TreeNodeId[] nodes = [TreeNodeId.Root, TreeNodeId.Trash, new(new Dot(default, 1, 0)), new(Peers.Dot(1, 1)), new(Peers.Dot(1, 1, 1))];
        foreach (var node in nodes) CodecLaws.CheckValue(node);
        Assert.Equal(nodes, nodes.Reverse().Order());
        CodecLaws.CheckDamaged(nodes[0], 1_000, 12345);
        CodecLaws.CheckDamaged(nodes[3], 3_000, 12345);
        Assert.Equal(["root", "trash"], nodes.Take(2).Select(static node => node.ToString()));
        Assert.True(nodes[0].IsRoot && nodes[1].IsTrash && !nodes[2].IsRoot && !nodes[2].IsTrash);
        var marks = LWWMap<TreeNodeId, string>.Empty.Set(nodes[3], "seen", Peers.Stamp(1, 0)).Value;
        CodecLaws.CheckValue(marks);
    }

    /// <summary>Creates nodes by their values, each below the one of that value.</summary>
    private static Tree Create(params (string Value, string? Parent)[] nodes)
    {
        var tree = Tree.Empty;
        ulong sequence = 0;
        foreach (var (value, parent) in nodes)
            tree = tree.Create(parent is null ? TreeNodeId.Root : Node(tree, parent), value, Peers.Dot(0, ++sequence), Peers.Stamp(sequence, 0));
        return tree;
    }

    private static TreeNodeId Node(Tree tree, string value) => tree.Single(node => node.Value == value).Id;

    private static string Show(Tree tree, bool sorted = true) => Show(tree, TreeNodeId.Root, sorted);

    private static string Show(Tree tree, TreeNodeId node, bool sorted)
    {
        var children = tree.ChildrenOf(node).Select(child => tree[child] + (tree.ChildrenOf(child).Count == 0 ? "" : $"({Show(tree, child, sorted)})"));
        return string.Join(' ', sorted ? children.Order(StringComparer.Ordinal) : children);
    }

    private static TreeNodeId[] Nodes(IEnumerable<TreeEvent> events) => [.. events.Where(static happened => happened.IsCreation).Select(static happened => happened.Node).Order()];

    private static T Pick<T>(T[] from, int number) => from[number % from.Length];

    // A Lamport clock mostly, at times one that has lost its way: whatever the set of moves, there is one tree.
    private static Stamp NextStamp(Cluster<Tree, Tree, TreeEvent>.Replica replica, int random)
    {
        var latest = replica.Known.Select(static happened => happened.Stamp.Time).DefaultIfEmpty().Max();
        return new Stamp(random % 10 == 0 ? (latest / 2) + 1 : latest + 1 + ((ulong)random % 3), replica.Source);
    }
}
