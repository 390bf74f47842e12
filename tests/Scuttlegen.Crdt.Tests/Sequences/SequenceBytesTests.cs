using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Bytes of sequences that no replica writes, made by hand.</summary>
public sealed class SequenceBytesTests
{
    private const uint None = 0;

    private delegate void Writing(ref CborWriter writer);

    [Fact]
    public void What_is_written_by_hand_here_is_what_texts_write()
    {
        Assert.Equal("abc", Read(Document([Right(1, "abc", None, None)])).ToString());
        Assert.Equal("ba", Read(Document([Left(2, "b", 2 + 1), Right(1, "a", None, None)])).ToString());
        Assert.Equal("ac", Read(Document([Right(1, "a", None, None), Right(3, "c", 2 + 2, None)])).ToString());
    }

    [Fact]
    public void Runs_in_another_order_than_the_trees_are_refused()
    {
        Refuses(Document([Right(1, "a", None, None), Left(2, "b", 2 + 1)]));
        Refuses(Document([Right(3, "c", 2 + 2, None), Right(1, "a", None, None)]));
        // Siblings: the lesser dot first.
        Assert.Equal("xa", Read(Document([Right(1, "x", None, None), Right(3, "a", None, None)])).ToString());
        Refuses(Document([Right(3, "a", None, None), Right(1, "x", None, None)]));
        // Two behind "a", of which one has seen the "c" behind it and one the "b": the farther right origin first.
        Assert.Equal("axycb", Read(Document([Left(2, "a", 2 + 1), Right(9, "x", 2 + 7, 2 + 8), Right(7, "y", 2 + 5, 2 + 3), Left(4, "c", 2 + 3), Right(1, "b", None, None)])).ToString());
        Refuses(Document([Left(2, "a", 2 + 1), Right(7, "y", 2 + 5, 2 + 3), Right(9, "x", 2 + 7, 2 + 8), Left(4, "c", 2 + 3), Right(1, "b", None, None)]));
    }

    [Fact]
    public void A_child_within_a_run_is_refused()
    {
        Refuses(Document([Left(9, "x", 2 + 7), Right(1, "abc", None, None)]));
        Assert.Equal("abcx", Read(Document([Right(1, "abc", None, None), Right(9, "x", 2 + 7, None)])).ToString());
        // The "x" behind "a" has the farther right origin, so it comes before the "b" that continues the run.
        Assert.Equal("axbcz", Read(Document([Left(2, "a", 2 + 1), Right(9, "x", 2 + 7, None), Right(3, "bc", 2 + 1, 2 + 2), Right(1, "z", None, None)])).ToString());
        Refuses(Document([Left(2, "abc", 2 + 1), Right(9, "x", 2 + 7, None), Right(1, "z", None, None)]));
    }

    [Fact]
    public void What_refers_to_itself_is_refused()
    {
        Refuses(Document([Right(1, "a", None, 2)]));
        Refuses(Document([Right(1, "ab", 2, None)]));
        Refuses(Document([Right(2, "b", None, 2 + 1), Right(1, "a", None, None), Right(3, "c", 2 + 4, None)]));
    }

    [Fact]
    public void Second_forms_of_one_text_are_refused()
    {
        Refuses(Document([Right(1, "a", None, None), Right(2, "b", 2 + 1, None)]));
        Refuses(Document([Right(1, "a", None, None)], sources: 2));
        Refuses(Document([Right(1, "", None, None)]));
        Refuses(Document([Right(1, "a", None, None), Right(1, "a", None, None)]));
        Refuses(Document([Deleted(1, 1)]));
        Refuses(Document([Right(1, "a", None, None)], waiting: [Right(9, "x", None, None)]));
        Refuses(Document([Right(1, "a", None, None)], waiting: [Deleted(1, 1)]));
        Assert.True(Read(Document([Right(1, "a", None, None)], waiting: [Deleted(2, 1)])).IsWaiting);
    }

    [Fact]
    public void Runs_of_any_length_that_were_deleted_cost_nothing()
    {
        const uint longest = (1 << 30) - 1;
        var hostile = CodecLaws.Decode<ReplicatedText.Delta>(Delta([Deleted(1, longest)]));
        var text = ReplicatedText.Empty.MergeDelta(hostile);
        Assert.True(text.IsWaiting);
        CodecLaws.CheckValue(text);
        text = text.Insert(0, "abc", Peers.Dot(0, 5));
        Assert.Equal("bc", text.ToString());
        Assert.Equal(text, ReplicatedText.Empty.Insert(0, "abc", Peers.Dot(0, 5)).Value.MergeDelta(hostile));
        CodecLaws.CheckValue(text);

        var run = CodecLaws.Decode<ReplicatedText.Delta>(Delta([RightDeleted(1, longest)]));
        Assert.Equal("", ReplicatedText.Empty.MergeDelta(run).ToString());
        CodecLaws.CheckValue(ReplicatedText.Empty.MergeDelta(run));
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedText.Delta>(Delta([Deleted(1, longest + 1)])));
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedText.Delta>(Delta([Deleted(ulong.MaxValue, 2)])));
    }

    [Fact]
    public void Where_long_runs_are_cut_does_not_depend_on_who_was_there_first()
    {
        const uint half = 1 << 30;
        ReplicatedText.Delta[] deltas = [.. new[] { Deleted(1, half - 1), Deleted(half, half), Deleted(2UL * half, half), Deleted(3UL * half, 5) }.Select(static part => CodecLaws.Decode<ReplicatedText.Delta>(Delta([part])))];
        CrdtLaws.CheckValues(deltas);
        CrdtLaws.CheckDeltas(ReplicatedText.Empty, deltas, seed: 1);
    }

    [Fact]
    public void What_waits_for_a_later_update_of_its_own_author_has_bytes()
    {
        var edit = new ReplicatedText.Edit("x", new Insertion(true, default, new Id(new Causality.Author(Peers.Source(0)), ulong.MaxValue, 0)), []);
        var text = ReplicatedText.Empty.Apply(CodecLaws.Decode<ReplicatedText.Edit>(CodecLaws.Encode(edit)), Peers.Dot(0, 5));
        Assert.True(text.Value.IsWaiting);
        CodecLaws.CheckValue(text.Value);
        CodecLaws.CheckValue(text.Delta);
    }

    [Fact]
    public void Edits_that_name_an_element_twice_are_refused()
    {
        var text = ReplicatedText.Empty.Insert(0, "abcdef", Peers.Dot(0, 5)).Value;
        var (all, some) = (text.PrepareDelete(0, 6), text.PrepareDelete(2, 2));
        foreach (var twice in new[] { some.Deleted.Concat(some.Deleted), some.Deleted.Concat(all.Deleted), all.Deleted.Concat(some.Deleted) })
        {
            var bytes = CodecLaws.Encode(new ReplicatedText.Edit("", all.Insertion, [.. twice]));
            Assert.Contains("twice", Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedText.Edit>(bytes)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_edit_may_name_what_never_was()
    {
        var text = ReplicatedText.Empty.Insert(0, "abc", Peers.Dot(0, 5)).Value;
        var edit = CodecLaws.Encode(text.PrepareDelete(0, 1));
        edit[^2] = 0x0a;
        var hostile = CodecLaws.Decode<ReplicatedText.Edit>(edit);
        Assert.Equal(10, hostile.DeletedCount);
        CodecLaws.CheckValue(text.Apply(hostile, Peers.Dot(1, 1)).Value);
        Assert.Equal("bc", text.Apply(hostile, Peers.Dot(1, 1)).Value.ToString());
    }

    [Fact]
    public void Items_at_two_positions_or_at_none_are_refused()
    {
        var list = ReplicatedList<string>.Empty.Insert(0, "a", Peers.Dot(0, 1)).Value.Insert(1, "b", Peers.Dot(0, 2)).Value;
        var moved = CodecLaws.Encode(list.Move(1, 0, Peers.Dot(0, 3), Peers.Stamp(1, 0)).Value);
        Assert.Equal(moved, CodecLaws.Encode(CodecLaws.Decode<ReplicatedList<string>>(moved)));

        // That "b" was moved away is all that is changed, then that it was moved at all.
        var shown = moved.ToArray();
        shown[Find(moved, [0x82, 0x01, 0x61, (byte)'b']) + 1] = 0;
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedList<string>>(shown));
        var hidden = CodecLaws.Encode(list);
        hidden[Find(hidden, [0x83, 0x00, 0x61, (byte)'a']) + 1] = 1;
        Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedList<string>>(hidden));
    }

    [Fact]
    public void An_item_whose_last_position_a_stranger_takes_away_is_where_it_was_inserted()
    {
        var list = ReplicatedList<string>.Empty.Insert(0, "a", Peers.Dot(0, 1)).Value.Insert(1, "b", Peers.Dot(0, 2)).Value;
        var moved = list.Move(1, 0, Peers.Dot(0, 3), Peers.Stamp(1, 0)).Value;
        var hostile = CodecLaws.Decode<ReplicatedList<string>.Delta>(Delta([Deleted(3, 1)]));
        ReplicatedList<string>[] lists = [moved.MergeDelta(hostile), ReplicatedList<string>.Empty.MergeDelta(hostile).Merge(moved), list.MergeDelta(hostile).Merge(moved)];
        foreach (var merged in lists)
        {
            Assert.Equal(["a", "b"], merged);
            Assert.Equal(lists[0], merged);
            CodecLaws.CheckValue(merged);
        }
    }

    [Fact]
    public void Millions_of_characters_at_once_are_cut_and_joined_in_one_pass()
    {
        var pasted = string.Concat(Enumerable.Repeat("𝄞 and what follows it, ", 100_000));
        var text = ReplicatedText.Empty.Insert(0, pasted, Peers.Dot(0, 5)).Value;
        Assert.Equal(pasted, text.ToString());
        var bytes = CodecLaws.Encode(text);
        Assert.Equal(bytes, CodecLaws.Encode(CodecLaws.Decode<ReplicatedText>(bytes)));
        var other = ReplicatedText.Empty.Insert(0, "!", Peers.Dot(1, 1)).Value.Merge(text);
        Assert.Equal(pasted.Length + 1, other.Length);
        Assert.Equal(other, ReplicatedText.Empty.MergeDelta(ReplicatedText.Empty.Insert(0, pasted, Peers.Dot(0, 5)).Delta).Merge(other));
    }

    private static int Find(byte[] bytes, ReadOnlySpan<byte> part)
    {
        var place = bytes.AsSpan().IndexOf(part);
        Assert.True(place >= 0);
        return place;
    }

    private static ReplicatedText Read(byte[] bytes)
    {
        var text = CodecLaws.Decode<ReplicatedText>(bytes);
        Assert.Equal(bytes, CodecLaws.Encode(text));
        return text;
    }

    private static void Refuses(byte[] bytes) => Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ReplicatedText>(bytes));

    private static byte[] Document(Writing[] pieces, int sources = 1, Writing[]? waiting = null) => Written((ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(3);
        Sources(ref writer, sources);
        Pieces(ref writer, pieces);
        Pieces(ref writer, waiting ?? []);
    });

    private static byte[] Delta(Writing[] pieces) => Written((ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(2);
        Sources(ref writer, 1);
        Pieces(ref writer, pieces);
    });

    private static byte[] Written(Writing write)
    {
        var writer = new CborWriter(new byte[1000]);
        write(ref writer);
        return writer.Written.ToArray();
    }

    private static void Sources(ref CborWriter writer, int count)
    {
        writer.WriteArrayHeader(count);
        foreach (var source in Enumerable.Range(0, count).Select(Peers.Source).Order()) writer.WriteSource(source);
    }

    private static void Pieces(ref CborWriter writer, Writing[] pieces)
    {
        writer.WriteArrayHeader(pieces.Length);
        foreach (var piece in pieces) piece(ref writer);
    }

    private static Writing Right(ulong sequence, string text, uint parent, uint right) => (ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(7);
        Begin(ref writer, sequence, (uint)text.Length);
        writer.WriteString(text);
        writer.WriteUInt32(parent);
        writer.WriteUInt32(right);
    };

    private static Writing RightDeleted(ulong sequence, uint count) => (ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(7);
        Begin(ref writer, sequence, count);
        writer.WriteNull();
        writer.WriteUInt32(None);
        writer.WriteUInt32(None);
    };

    private static Writing Left(ulong sequence, string text, uint parent) => (ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(6);
        Begin(ref writer, sequence, (uint)text.Length);
        writer.WriteString(text);
        writer.WriteUInt32(parent);
    };

    private static Writing Deleted(ulong sequence, uint count) => (ref CborWriter writer) =>
    {
        writer.WriteArrayHeader(5);
        Begin(ref writer, sequence, count);
        writer.WriteNull();
    };

    private static void Begin(ref CborWriter writer, ulong sequence, uint count)
    {
        writer.WriteUInt32(0);
        writer.WriteUInt64(sequence);
        writer.WriteUInt32(0);
        writer.WriteUInt32(count);
    }
}
