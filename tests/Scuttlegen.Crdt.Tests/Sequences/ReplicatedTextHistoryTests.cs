using System.Text;
using Scuttlegen.Testing;
using Xunit;
using Edit = Scuttlegen.Crdt.Tests.FugueTree<System.Text.Rune>.Edit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Histories of texts against the paper's algorithm, one node per character.</summary>
public sealed class ReplicatedTextHistoryTests : HistoryTests<ReplicatedText, ReplicatedText.Delta, object>
{
    private static readonly string[] Words = ["a", "bc", "def", "🎼", "x🎼y", "𝄞𝄢"];

    private protected override void Act(Cluster<ReplicatedText, ReplicatedText.Delta, object> cluster, Cluster<ReplicatedText, ReplicatedText.Delta, object>.Replica replica, int verb, int first, int second)
    {
        var tree = FugueTree<Rune>.Of(replica.Known.Cast<Edit>());
        var visible = tree.Visible.ToArray();
        var place = verb switch
        {
            0 => visible.Length,
            1 => 0,
            _ => first % (visible.Length + 1),
        };
        var length = verb is 3 or 4 ? second % (visible.Length - place + 1) : 0;
        var word = verb == 3 ? "" : Words[second % Words.Length];

        var text = replica.Value;
        var index = Width(visible.Take(place));
        var prepared = new Prepared(
            text.PrepareReplace(index, Width(visible.Skip(place).Take(length)), word),
            [.. word.EnumerateRunes()],
            place,
            [.. visible.Skip(place).Take(length).Select(static element => element.Dot)],
            tree);
        if (verb == 5) prepared = replica.Recall(prepared, second);
        var dot = replica.NextDot(second % 2) with { N = second % 5 == 0 ? 2u : 0 };
        cluster.Apply(replica, text.Apply(prepared.Edit, dot), prepared.Happen(dot));
    }

    private protected override void Check(ReplicatedText value, HashSet<object> known)
    {
        var tree = FugueTree<Rune>.Of(known.Cast<Edit>());
        Assert.Equal(tree.Text(), value.ToString());
        Assert.Equal(value.ToString().Length, value.Length);
    }

    private static int Width(IEnumerable<FugueTree<Rune>.Element> elements) => elements.Sum(static element => element.Content.Utf16SequenceLength);

    /// <summary>An edit, and what the paper makes of it, where it was prepared.</summary>
    private sealed class Prepared(ReplicatedText.Edit edit, Rune[] runes, int place, Dot[] deleted, FugueTree<Rune> tree)
    {
        private readonly FugueTree<Rune>.Element[] _made = [.. runes.Select((rune, index) => tree.Insert(place + index, rune, Made(index)))];

        public ReplicatedText.Edit Edit { get; } = edit;

        public Edit Happen(Dot dot) => new([.. _made.Select(element => element with { Dot = Named(element.Dot, dot)!.Value, Parent = Named(element.Parent, dot), Right = Named(element.Right, dot) })], deleted);

        /// <summary>A dot of no replica, until the real one is known.</summary>
        private static Dot Made(int index) => new(default, 1, (uint)index);

        private static Dot? Named(Dot? made, Dot dot) => made is { } some && some.Source == default ? dot with { N = dot.N + some.N } : made;
    }
}
