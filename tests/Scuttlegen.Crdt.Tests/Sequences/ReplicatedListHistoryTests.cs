using Scuttlegen.Testing;
using Xunit;
using Edit = Scuttlegen.Crdt.Tests.FugueTree<Scuttlegen.Crdt.Tests.ReplicatedListHistoryTests.Position>.Edit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Histories of lists against the paper's algorithm, one node per position, and one register of the last move per item.</summary>
public sealed class ReplicatedListHistoryTests : HistoryTests<ReplicatedList<string>, ReplicatedList<string>.Delta, object>
{
    /// <summary>What is at a position: an item that was inserted there, or one that was moved there.</summary>
    internal sealed record Position(string Value, Dot? Moved, Stamp Stamp);

    private protected override void Act(Cluster<ReplicatedList<string>, ReplicatedList<string>.Delta, object> cluster, Cluster<ReplicatedList<string>, ReplicatedList<string>.Delta, object>.Replica replica, int verb, int first, int second)
    {
        var tree = Tree(replica.Known);
        var visible = tree.Visible.ToArray();
        var place = first % (visible.Length + 1);
        var list = replica.Value;
        Prepared prepared;
        if (verb is 3 or 4 && visible.Length > 0)
        {
            var (from, to) = (first % visible.Length, second % visible.Length);
            prepared = new Prepared(list.PrepareMove(from, to), from == to ? [] : [Item(visible[from])], [], to > from ? to + 1 : to, [], tree);
        }
        else if (verb == 2)
        {
            var count = second % (visible.Length - place + 1);
            prepared = new Prepared(list.PrepareRemove(place, count), [], [], place, [.. visible.Skip(place).Take(count).Select(Item)], tree);
        }
        else
        {
            string[] items = [.. Enumerable.Range(0, second % 4).Select(number => $"{first}.{number}")];
            prepared = new Prepared(list.PrepareInsert(place, items), [], items, place, [], tree);
        }

        if (verb >= 4) prepared = replica.Recall(prepared, second);
        var dot = replica.NextDot(second % 2) with { N = second % 5 == 0 ? 2u : 0 };
        var stamp = new Stamp((ulong)(second % 5) + 1, replica.Source);
        cluster.Apply(replica, list.Apply(prepared.Edit, dot, stamp), prepared.Happen(dot, stamp));
    }

    private protected override void Check(ReplicatedList<string> value, HashSet<object> known)
    {
        Assert.Equal(Tree(known).Visible.Select(static element => element.Content.Value), value);
        for (var index = 0; index < value.Count; index++) Assert.Equal(index, value.IndexOf(value.AnchorAt(index)));
    }

    /// <summary>The tree, with each item to be seen where it was moved last, or nowhere.</summary>
    private static FugueTree<Position> Tree(HashSet<object> known)
    {
        var tree = FugueTree<Position>.Of(known.Cast<Edit>());
        foreach (var item in tree.All.GroupBy(Item).ToArray())
        {
            var last = item.OrderBy(static element => element.Content.Stamp).ThenBy(static element => element.Dot).Last();
            var isRemoved = tree.IsHidden(item.Key);
            foreach (var element in item)
            {
                if (element != last || isRemoved) tree.Hide(element.Dot);
            }
        }

        return tree;
    }

    private static Dot Item(FugueTree<Position>.Element element) => element.Content.Moved ?? element.Dot;

    /// <summary>An edit, and what the paper makes of it, where it was prepared.</summary>
    private sealed class Prepared(ReplicatedList<string>.Edit edit, Dot[] moved, string[] items, int place, Dot[] removed, FugueTree<Position> tree)
    {
        private readonly FugueTree<Position>.Element[] _made =
        [
            .. items.Select((item, index) => tree.Insert(place + index, new Position(item, null, default), Made(index))),
            .. moved.Select(item => tree.Insert(place, new Position(tree.All.First(element => element.Dot == item).Content.Value, item, default), Made(0), item)),
        ];

        public ReplicatedList<string>.Edit Edit { get; } = edit;

        public Edit Happen(Dot dot, Stamp stamp) => new(
            [
                .. _made.Select(element => element with
                {
                    Dot = Named(element.Dot, dot)!.Value,
                    Parent = Named(element.Parent, dot),
                    Right = Named(element.Right, dot),
                    Content = element.Content with { Stamp = element.Content.Moved is null ? default : stamp },
                }),
            ],
            removed);

        /// <summary>A dot of no replica, until the real one is known.</summary>
        private static Dot Made(int index) => new(default, 1, (uint)index);

        private static Dot? Named(Dot? made, Dot dot) => made is { } some && some.Source == default ? dot with { N = dot.N + some.N } : made;
    }
}
