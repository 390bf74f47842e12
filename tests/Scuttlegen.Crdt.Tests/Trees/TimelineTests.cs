using Scuttlegen.Crdt.Collections;
using Scuttlegen.Crdt.Trees;
using Xunit;
using Moves = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Crdt.Trees.TreeMove, Scuttlegen.Crdt.Collections.Presence, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Crdt.Trees.TreeMove>>;

namespace Scuttlegen.Crdt.Tests;

public sealed class TimelineTests
{
    private const int Length = 5_000;

    private static readonly TreeMove[] All = [.. Enumerable.Range(1, Length).Select(static number =>
        new TreeMove(Peers.Stamp((ulong)number, 0), 0, new TreeNodeId(Peers.Dot(0, (ulong)number)), TreeNodeId.Root, isCreation: true))];

    [Fact]
    public void A_late_move_has_few_others_applied_again()
    {
        var atOnce = Timeline.Start.Through(Moves.FromSorted([.. All.Select(static move => (move, default(Presence)))]));
        var oneByOne = Timeline.Start;
        var moves = default(Moves);
        for (var count = 1; count <= Length; count++)
        {
            moves = moves.Set(All[count - 1], default);
            oneByOne = oneByOne.Through(moves);
            if (count % 997 == 0) Check(oneByOne, count);
        }

        Check(atOnce, Length);
        Check(oneByOne, Length);
        Check(oneByOne.Before(All[4_000]).Through(moves), Length);
    }

    private static void Check(Timeline timeline, int count)
    {
        Assert.Equal(count, timeline.Count);
        for (var place = 0; place < count; place++)
        {
            var before = timeline.Before(All[place]);
            var distance = count - place;
            Assert.InRange(count - before.Count, distance, Math.Max(4 * distance, distance + 32));
            Assert.Equal(before.Count, before.Forest.ChildrenOf(TreeNodeId.Root).Count);
        }
    }
}
