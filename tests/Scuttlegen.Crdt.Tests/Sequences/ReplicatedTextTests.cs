using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ReplicatedTextTests
{
    private readonly Dictionary<int, ulong> _sequences = [];

    [Fact]
    public void Edits_are_those_of_a_string()
    {
        var text = Typed(0, "Hello world");
        text = text.Insert(5, ",", Next(0));
        text = text.Delete(7, 1);
        text = text.Insert(7, "W", Next(0));
        text = text.Replace(0, 5, "Goodbye", Next(0));
        Assert.Equal("Goodbye, World", text.ToString());
        Assert.Equal(14, text.Length);
        Assert.Equal("World", text.Substring(9, 5));
    }

    [Fact]
    public void Words_typed_forward_at_one_place_are_not_interleaved()
    {
        var start = Typed(0, "[]");
        ReplicatedText left = start, right = start;
        for (var index = 0; index < 5; index++)
        {
            left = left.Insert(1 + index, "alpha"[index].ToString(), Next(1));
            right = right.Insert(1 + index, "OMEGA"[index].ToString(), Next(2));
        }

        Assert.Contains(Merged(left, right), (string[])["[alphaOMEGA]", "[OMEGAalpha]"]);
    }

    [Fact]
    public void Words_typed_backward_at_one_place_are_not_interleaved()
    {
        var start = Typed(0, "[]");
        ReplicatedText left = start, right = start;
        for (var index = 4; index >= 0; index--)
        {
            left = left.Insert(1, "alpha"[index].ToString(), Next(1));
            right = right.Insert(1, "OMEGA"[index].ToString(), Next(2));
        }

        Assert.Contains(Merged(left, right), (string[])["[alphaOMEGA]", "[OMEGAalpha]"]);
    }

    [Fact]
    public void Words_of_which_one_was_typed_backward_are_not_interleaved()
    {
        var start = Typed(0, "[]");
        ReplicatedText left = start, right = start;
        for (var index = 0; index < 5; index++)
        {
            left = left.Insert(1 + index, "alpha"[index].ToString(), Next(1));
            right = right.Insert(1, "OMEGA"[4 - index].ToString(), Next(2));
        }

        Assert.Contains(Merged(left, right), (string[])["[alphaOMEGA]", "[OMEGAalpha]"]);
    }

    [Fact]
    public void Right_siblings_come_in_the_reverse_order_of_their_right_origins()
    {
        // Two insert behind "a". One has not seen the "c" there: it goes first, so that what was typed in front of "c" stays in front of it. Fugue without Max would ask the dots alone.
        int[] sources = [.. ((int[])[1, 2]).OrderBy(Peers.Source)];
        foreach (var (x, y) in ((int, int)[])[(3, 4), (4, 3)])
        {
            _sequences.Clear();
            var b = Typed(0, "b");
            var ab = b.Insert(0, "a", Next(sources[0])).Value;
            var acb = ab.Merge(b.Insert(0, "c", Next(sources[1])));
            Assert.Equal("acb", acb.ToString());
            Assert.Equal("axycb", Merged(ab.Insert(1, "x", Next(x)), acb.Insert(1, "y", Next(y))));
        }
    }

    [Fact]
    public void Insertions_at_one_place_stand_in_the_order_of_their_dots()
    {
        var start = Typed(0, "ab");
        ReplicatedText[] texts = [start.Insert(1, "1", Next(1)), start.Insert(1, "2", Next(2)), start.Insert(1, "3", Next(3))];
        var expected = "a" + string.Concat(((int[])[1, 2, 3]).OrderBy(Peers.Source)) + "b";
        Assert.Equal(expected, texts.Aggregate(static (all, next) => all.Merge(next)).ToString());
        Assert.Equal(expected, texts.Reverse().Aggregate(static (all, next) => all.Merge(next)).ToString());
    }

    [Fact]
    public void A_deleted_anchor_still_holds_its_place()
    {
        var start = Typed(0, "abc");
        ReplicatedText without = start.Delete(1, 1), with = start.Insert(2, "X", Next(1));
        Assert.Equal("aXc", Merged(without, with));
        var further = without.Insert(1, "Y", Next(2)).Value;
        Assert.Contains(Merged(further, with), (string[])["aXYc", "aYXc"]);
    }

    [Fact]
    public void A_deletion_spares_what_it_has_not_seen()
    {
        var start = Typed(0, "abcd");
        Assert.Equal("X", Merged(start.Delete(0, 4), start.Insert(2, "X", Next(1))));
    }

    [Fact]
    public void Both_sides_delete_what_one_of_them_deletes_partly()
    {
        var start = Typed(0, "abcdef");
        Assert.Equal("af", Merged(start.Delete(1, 3), start.Delete(2, 3)));
    }

    [Fact]
    public void What_refers_to_something_that_has_not_arrived_waits_unseen()
    {
        var (a, first) = ReplicatedText.Empty.Insert(0, "first ", Next(0));
        var (b, second) = a.Insert(6, "second ", Next(1));
        var (c, third) = b.Insert(13, "third", Next(2));
        var (_, gone) = c.Delete(0, 6);

        var early = ReplicatedText.Empty.MergeDelta(third);
        Assert.Equal("", early.ToString());
        Assert.True(early.IsWaiting);
        early = early.MergeDelta(gone).MergeDelta(third).MergeDelta(second);
        Assert.Equal("", early.ToString());
        Assert.Equal(early, CodecLaws.Decode<ReplicatedText>(CodecLaws.Encode(early)));
        early = early.MergeDelta(first);
        Assert.False(early.IsWaiting);
        Assert.Equal("second third", early.ToString());
        Assert.Equal(c.MergeDelta(gone), early);
    }

    [Fact]
    public void A_part_of_a_run_is_no_reason_to_take_the_known_part_again()
    {
        var start = ReplicatedText.Empty;
        var typed = start;
        var part = start;
        for (var index = 0; index < 10; index++)
        {
            typed = typed.Insert(index, "0123456789"[index].ToString(), Next(0));
            if (index == 4) part = typed;
        }

        Assert.Equal("0123456789", part.Merge(typed).ToString());
        Assert.Equal("0123456789", typed.Merge(part).ToString());
        Assert.Equal("01256789", part.Delete(3, 2).Value.Merge(typed).ToString());
    }

    [Fact]
    public void A_dot_that_was_seen_inserts_nothing()
    {
        var dot = Next(0);
        var text = ReplicatedText.Empty.Insert(0, "abc", dot).Value;
        var (again, delta) = text.Insert(0, "abc", dot);
        SharedAssert.Same(text, again);
#if NO_SHARING
        Assert.Equal(text, text.MergeDelta(delta));
#else
        Assert.True(delta.IsEmpty);
#endif
    }

    [Fact]
    public void Dots_that_were_given_twice_do_no_harm()
    {
        var text = Typed(0, "[]");
        var dot = Next(1);
        foreach (var (first, second) in ((uint, uint)[])[(2, 0), (0, 2), (1, 0), (3, 1), (1, 3)])
        {
            var twice = text.Insert(1, "abc", dot with { N = first }).Value.Insert(0, "xyz", dot with { N = second }).Value;
            CodecLaws.CheckValue(twice);
            CodecLaws.CheckValue(twice.Merge(text.Insert(1, "abc", dot with { N = first })));
            Assert.Contains("abc", twice.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_edit_that_deletes_its_own_characters_does_no_harm()
    {
        var text = Typed(0, "abc");
        var known = text.Insert(3, "def", Peers.Dot(1, 1)).Value;
        var own = known.Insert(6, "x", Peers.Dot(1, 2)).Value.PrepareDelete(6, 1);
        var insertion = known.PrepareInsert(6, "x");
        var hostile = new ReplicatedText.Edit(insertion.Text, insertion.Insertion, [.. own.Deleted, .. known.PrepareDelete(5, 1).Deleted, .. known.PrepareDelete(3, 2).Deleted]);
        hostile = CodecLaws.Decode<ReplicatedText.Edit>(CodecLaws.Encode(hostile));
        var (early, delta) = text.Apply(hostile, Peers.Dot(1, 2));
        CodecLaws.CheckValue(early);
        CodecLaws.CheckValue(delta);
        Assert.Equal("abc", early.Merge(known).ToString());
        Assert.Equal(known.Apply(hostile, Peers.Dot(1, 2)).Value, early.Merge(known));
    }

    [Fact]
    public void No_edit_comes_between_two_surrogates()
    {
        var text = Typed(0, "a🎼b");
        Assert.Equal(4, text.Length);
        Assert.Throws<ArgumentException>(() => text.PrepareInsert(2, "x"));
        Assert.Throws<ArgumentException>(() => text.PrepareDelete(2, 1));
        Assert.Throws<ArgumentException>(() => text.PrepareDelete(0, 2));
        Assert.Throws<ArgumentException>(() => text.PrepareInsert(0, "\ud83c"));
        Assert.Throws<ArgumentException>(() => text.PrepareInsert(0, "\udfbc\ud83c"));
        Assert.Equal("ab", text.Delete(1, 2).Value.ToString());
        Assert.Equal("a𝄞b", text.Replace(1, 2, "𝄞", Next(0)).Value.ToString());
        Assert.Equal(1, text.IndexOf(text.AnchorAt(2)));
    }

    [Fact]
    public void Places_outside_the_text_are_refused()
    {
        var text = Typed(0, "abc");
        Assert.Throws<ArgumentOutOfRangeException>(() => text.PrepareInsert(4, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.PrepareInsert(-1, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.PrepareDelete(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.Substring(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.AnchorAt(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.Insert(0, "x", default));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.Insert(0, "xyz", Next(0) with { N = uint.MaxValue - 1 }));
        Assert.Equal("xyabc", text.Insert(0, "xy", Next(0) with { N = uint.MaxValue - 1 }).Value.ToString());
    }

    [Fact]
    public void Anchors_stay_with_their_characters()
    {
        var text = Typed(0, "hello world");
        var anchor = text.AnchorAt(6);
        var end = text.AnchorAt(11);
        Assert.Equal(anchor, CodecLaws.Decode<SequenceAnchor>(CodecLaws.Encode(anchor)));
        Assert.Equal(end, CodecLaws.Decode<SequenceAnchor>(CodecLaws.Encode(end)));
        text = text.Insert(0, ">>> ", Next(1));
        text = text.Insert(text.Length, "!", Next(1));
        Assert.Equal("world!", text.ToString()[text.IndexOf(anchor)..]);
        Assert.Equal(text.Length, text.IndexOf(end));
        text = text.Delete(text.IndexOf(anchor), 3);
        Assert.Equal("ld!", text.ToString()[text.IndexOf(anchor)..]);
        Assert.Equal(-1, ReplicatedText.Empty.IndexOf(anchor));
    }

    [Fact]
    public void Long_texts_are_kept_in_parts_that_nothing_shows()
    {
        var random = new Random(1);
        var expected = new System.Text.StringBuilder();
        var text = ReplicatedText.Empty;
        for (var step = 0; step < 1500; step++)
        {
            if (expected.Length > 0 && random.Next(3) == 0)
            {
                var from = random.Next(expected.Length);
                var length = Math.Min(expected.Length - from, random.Next(80));
                text = text.Delete(from, length);
                expected.Remove(from, length);
            }
            else
            {
                var place = random.Next(expected.Length + 1);
                var word = new string((char)('a' + (step % 26)), random.Next(300));
                text = text.Insert(place, word, Next(random.Next(3)));
                expected.Insert(place, word);
            }
        }

        Assert.Equal(expected.ToString(), text.ToString());
        for (var index = 0; index < text.Length; index += 997) Assert.Equal(index, text.IndexOf(text.AnchorAt(index)));
        Assert.Equal(expected.ToString(1000, 5000), text.Substring(1000, 5000));
        CodecLaws.CheckValue(text);
        var copy = CodecLaws.Decode<ReplicatedText>(CodecLaws.Encode(text));
        copy = copy.Insert(500, "more", Next(4));
        Assert.Equal(expected.Insert(500, "more").ToString(), copy.ToString());
        Assert.Equal(copy, text.Merge(copy));
        Assert.Equal(copy, ReplicatedText.Empty.Insert(0, "", Next(5)).Value.Merge(copy).Merge(text));
    }

    [Fact]
    public void A_replica_that_hears_everything_backward_catches_up()
    {
        var text = ReplicatedText.Empty;
        var deltas = new List<ReplicatedText.Delta>();
        var random = new Random(3);
        for (var step = 0; step < 600; step++)
        {
            var mutation = step % 5 == 4 ? text.Delete(random.Next(text.Length), 1) : text.Insert(random.Next(text.Length + 1), "xy", Next(step % 3));
            text = mutation.Value;
            deltas.Add(mutation.Delta);
        }

        deltas.Reverse();
        Assert.Equal(text, deltas.Aggregate(ReplicatedText.Empty, static (all, next) => all.MergeDelta(next)));
        Assert.Equal(text, ReplicatedText.Empty.MergeDelta(deltas.Aggregate(static (all, next) => all.Merge(next))));
    }

    [Fact]
    public void Edits_have_canonical_bytes()
    {
        var text = Typed(0, "one two three").Insert(3, "🎼", Next(1)).Value.Insert(0, "x", Next(2)).Value;
        foreach (var edit in (ReplicatedText.Edit[])[text.PrepareInsert(0, "a"), text.PrepareInsert(4, "𝄞"), text.PrepareReplace(2, 9, "b"), text.PrepareDelete(0, text.Length), text.PrepareInsert(3, ""), ReplicatedText.Empty.PrepareInsert(0, "q")])
        {
            CodecLaws.CheckValue(edit);
            CodecLaws.CheckDamaged(edit, 3000, 12345);
        }
    }

    private Dot Next(int source) => Peers.Dot(source, _sequences[source] = _sequences.GetValueOrDefault(source) + 1);

    private ReplicatedText Typed(int source, string text) => ReplicatedText.Empty.Insert(0, text, Next(source));

    private static string Merged(ReplicatedText left, ReplicatedText right)
    {
        var merged = left.Merge(right);
        Assert.Equal(merged, right.Merge(left));
        Assert.Equal(CodecLaws.Encode(merged), CodecLaws.Encode(right.Merge(left)));
        return merged.ToString();
    }
}
