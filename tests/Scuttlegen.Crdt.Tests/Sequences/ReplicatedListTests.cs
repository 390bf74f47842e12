using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ReplicatedListTests
{
    private readonly Dictionary<int, ulong> _sequences = [];

    [Fact]
    public void Edits_are_those_of_a_list()
    {
        var list = Of(0, "a", "b", "c", "d");
        list = list.Insert(1, "x", Next(0));
        list = list.Remove(2);
        Assert.Equal(["a", "x", "c", "d"], list);
        Assert.Equal("c", list[2]);
        for (var from = 0; from < 4; from++)
        {
            for (var to = 0; to < 4; to++)
            {
                var expected = list.ToList();
                expected.RemoveAt(from);
                expected.Insert(to, list[from]);
                Assert.Equal(expected, list.Move(from, to, Next(1), Peers.Stamp(1, 1)).Value);
            }
        }
    }

    [Fact]
    public void Concurrent_moves_of_one_item_leave_it_at_one_place_where_the_last_put_it()
    {
        var start = Of(0, "a", "b", "c", "x");
        ReplicatedList<string> first = start.Move(3, 0, Next(1), Peers.Stamp(7, 1)), second = start.Move(3, 1, Next(2), Peers.Stamp(8, 2));
        Assert.Equal(["a", "x", "b", "c"], Merged(first, second));
        Assert.Equal(["x", "a", "b", "c"], Merged(first.Move(0, 0, Next(1), Peers.Stamp(9, 1)), start));
        Assert.Equal(["b", "x", "c"], Merged(first, second).Remove(0).Value.Move(0, 1, Next(1), Peers.Stamp(9, 1)).Value);
    }

    [Fact]
    public void Of_moves_at_one_time_the_greater_sources_is_the_last()
    {
        var start = Of(0, "a", "b", "x");
        var (greater, lesser) = Peers.Source(1) > Peers.Source(2) ? (1, 2) : (2, 1);
        Assert.Equal(["x", "a", "b"], Merged(start.Move(2, 0, Next(greater), Peers.Stamp(5, greater)), start.Move(2, 1, Next(lesser), Peers.Stamp(5, lesser))));
    }

    [Fact]
    public void A_removal_wins_over_a_concurrent_move()
    {
        var start = Of(0, "a", "b", "x");
        Assert.Equal(["a", "b"], Merged(start.Remove(2), start.Move(2, 0, Next(1), Peers.Stamp(5, 1))));
        ReplicatedList<string> moved = start.Move(2, 0, Next(1), Peers.Stamp(6, 1));
        Assert.Equal(["a", "b"], Merged(moved.Remove(0), moved.Move(0, 1, Next(2), Peers.Stamp(7, 2))));
    }

    [Fact]
    public void A_removal_spares_what_it_has_not_seen()
    {
        var start = Of(0, "a", "b");
        Assert.Equal(["new"], Merged(start.Remove(0, 2), start.Insert(1, "new", Next(1))));
    }

    [Fact]
    public void Equal_items_are_not_one()
    {
        var list = Of(0, "x", "x", "x");
        Assert.Equal(["x", "x"], list.Remove(1).Value);
    }

    [Fact]
    public void A_move_that_comes_before_its_item_waits()
    {
        var (one, first) = ReplicatedList<string>.Empty.Apply(ReplicatedList<string>.Empty.PrepareInsert(0, "a", "b"), Next(0), Peers.Stamp(1, 0));
        var (two, second) = one.Move(1, 0, Next(1), Peers.Stamp(2, 1));
        var (three, third) = two.Remove(0);
        var early = ReplicatedList<string>.Empty.MergeDelta(second);
        Assert.Empty(early);
        Assert.True(early.IsWaiting);
        CodecLaws.CheckValue(early);
        Assert.Equal(two, early.MergeDelta(first));
        Assert.Equal(["b", "a"], early.MergeDelta(first));
        Assert.Equal(three, early.MergeDelta(third).MergeDelta(first));
    }

    [Fact]
    public void Anchors_go_where_their_items_go()
    {
        var list = Of(0, "a", "b", "c");
        var anchor = list.AnchorAt(2);
        list = list.Move(2, 0, Next(1), Peers.Stamp(1, 1));
        Assert.Equal(0, list.IndexOf(anchor));
        Assert.Equal(anchor, list.AnchorAt(0));
        Assert.Equal(3, list.IndexOf(default));
        Assert.Equal(2, list.Remove(0).Value.IndexOf(anchor));
        Assert.Equal(-1, ReplicatedList<string>.Empty.IndexOf(anchor));
    }

    [Fact]
    public void Places_outside_the_list_are_refused()
    {
        var list = Of(0, "a", "b");
        Assert.Throws<ArgumentOutOfRangeException>(() => list.PrepareInsert(3, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.PrepareRemove(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.PrepareMove(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Move(0, 1, Next(0), default));
        Assert.Throws<ArgumentNullException>(() => list.PrepareInsert(0, (string)null!));
        Assert.Throws<UnsupportedValueTypeException>(() => ReplicatedList<DateTime>.Empty.PrepareInsert(0, default(DateTime)));
    }

    [Fact]
    public void Items_are_told_apart_by_their_codec()
    {
        Assert.NotEqual(OfZero(0.0), OfZero(-0.0));
        CodecLaws.CheckValue(OfZero(-0.0));

        static ReplicatedList<double> OfZero(double zero) => ReplicatedList<double>.Empty.Insert(0, zero, Peers.Dot(0, 1));
    }

    [Fact]
    public void Edits_have_canonical_bytes()
    {
        var list = Of(0, "a", "b", "c").Insert(1, "x", Next(1)).Value.Move(0, 2, Next(2), Peers.Stamp(3, 2)).Value;
        foreach (var edit in (ReplicatedList<string>.Edit[])[list.PrepareInsert(0, "a", "b"), list.PrepareInsert(2, "a"), list.PrepareRemove(0, 4), list.PrepareMove(0, 3), list.PrepareMove(3, 0), list.PrepareMove(1, 1), ReplicatedList<string>.Empty.PrepareInsert(0, "q")])
        {
            CodecLaws.CheckValue(edit);
            CodecLaws.CheckDamaged(edit, 2000, 12345);
        }
    }

    private Dot Next(int source) => Peers.Dot(source, _sequences[source] = _sequences.GetValueOrDefault(source) + 1);

    private ReplicatedList<string> Of(int source, params string[] items) =>
        ReplicatedList<string>.Empty.Apply(ReplicatedList<string>.Empty.PrepareInsert(0, items), Next(source), Peers.Stamp(1, source));

    private static ReplicatedList<string> Merged(ReplicatedList<string> left, ReplicatedList<string> right)
    {
        var merged = left.Merge(right);
        Assert.Equal(CodecLaws.Encode(merged), CodecLaws.Encode(right.Merge(left)));
        CrdtLaws.CheckValues(left, right, merged);
        return merged;
    }
}
