using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ORSetTests
{
    [Fact]
    public void A_removes_delta_carries_the_elements_dots_and_no_other()
    {
        var set = ORSet<string>.Empty;
        for (ulong sequence = 1; sequence <= 1000; sequence++) set = set.Add($"e{sequence}", Peers.Dot((int)sequence % 10, sequence));
        var delta = set.Remove("e500").Delta;
        Assert.True(CodecLaws.Encode(delta).Length < 80);
        Assert.Equal(1, delta.Context.SourceCount);
    }

    [Fact]
    public void Of_a_concurrent_add_and_remove_the_add_wins()
    {
        var start = ORSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        var adder = start.Add("x", Peers.Dot(1, 1)).Value;
        var remover = start.Remove("x").Value;
        Assert.Equal(["x"], adder.Merge(remover));
        Assert.Equal(["x"], remover.Merge(adder));
    }

    [Fact]
    public void An_add_after_holes_in_the_sequences_does_not_claim_adds_that_it_has_not_seen()
    {
        // Source 0 adds at sequences 3 and 900; a replica that hears of the second first must still take the first.
        var first = ORSet<string>.Empty.Add("early", Peers.Dot(0, 3));
        var second = first.Value.Add("late", Peers.Dot(0, 900));
        var replica = ORSet<string>.Empty.MergeDelta(second.Delta);
        Assert.Equal(["late"], replica);
        replica = replica.MergeDelta(first.Delta);
        Assert.Equal(["early", "late"], replica);
        Assert.Equal(second.Value, replica);
    }

    [Fact]
    public void A_delta_of_a_bare_dot_claims_that_dot_alone()
    {
        var late = ORSet<string>.Delta.OfAdd("late", Peers.Dot(0, 900));
        var early = ORSet<string>.Delta.OfAdd("early", Peers.Dot(0, 3));
        Assert.Equal(["early", "late"], ORSet<string>.Empty.MergeDelta(late).MergeDelta(early));
    }

    [Fact]
    public void After_bare_dots_the_next_add_closes_the_gaps_without_taking_their_place()
    {
        var bare = ORSet<string>.Delta.OfAdd("bare", Peers.Dot(0, 3));
        var add = ORSet<string>.Empty.MergeDelta(bare).Add("next", Peers.Dot(0, 9));
        var receiver = ORSet<string>.Empty.MergeDelta(add.Delta).MergeDelta(bare);
        Assert.Equal(["bare", "next"], receiver);
        Assert.Equal(add.Value, receiver);
    }

    [Fact]
    public void The_last_number_of_one_sequence_touches_the_first_of_the_next()
    {
        var last = ORSet<string>.Delta.OfAdd("a", Peers.Dot(0, 7, uint.MaxValue));
        var first = ORSet<string>.Delta.OfAdd("b", Peers.Dot(0, 8));
        var set = ORSet<string>.Empty.MergeDelta(first).MergeDelta(last);
        Assert.Equal(1, set.Context.GetEnumeratorCount());
        CrdtLaws.CheckValues(set, ORSet<string>.Empty.MergeDelta(last), ORSet<string>.Empty.MergeDelta(first));
    }

    [Fact]
    public void Repeating_an_add_changes_nothing()
    {
        var set = ORSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        var again = set.Add("x", Peers.Dot(0, 1));
        SharedAssert.Same(set, again.Value);
        Assert.True(again.Delta.IsEmpty);
    }

    [Fact]
    public void An_add_that_was_removed_before_it_arrived_stays_removed()
    {
        var added = ORSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        var receiver = ORSet<string>.Empty.Remove(added.Observe("x")).Value;
        Assert.Empty(receiver.Add("x", Peers.Dot(0, 1)).Value);
    }

    [Fact]
    public void An_add_supersedes_the_sources_own_earlier_adds_only()
    {
        var set = ORSet<string>.Empty
            .Add("x", Peers.Dot(0, 1)).Value
            .Add("x", Peers.Dot(1, 1)).Value
            .Add("x", Peers.Dot(0, 2)).Value;
        Assert.Equal(new[] { Peers.Dot(0, 2), Peers.Dot(1, 1) }.Order(), set.Observe("x").Dots);
    }

    [Fact]
    public void Removing_what_is_absent_changes_nothing()
    {
        var set = ORSet<string>.Empty.Add("x", Peers.Dot(0, 1)).Value;
        SharedAssert.Same(set, set.Remove("y").Value);
        Assert.True(set.Observe("y").IsEmpty);
        SharedAssert.Same(set, set.MergeDelta(ORSet<string>.Delta.Empty));
        SharedAssert.Same(set, set.Merge(ORSet<string>.Empty).Merge(set) is var merged && merged.Equals(set) ? set : merged);
    }

    [Fact]
    public void Elements_come_in_ordinal_order_under_every_culture()
    {
        string[] words = ["z", "Ä", "a", "B", "I", "ı", "i", "å", "aa", "co-op", "coop"];
        foreach (var culture in new[] { "", "sv-SE", "tr-TR", "da-DK" })
        {
            var before = System.Globalization.CultureInfo.CurrentCulture;
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            try
            {
                var set = ORSet<string>.Empty;
                ulong sequence = 0;
                foreach (var word in words) set = set.Add(word, Peers.Dot(0, ++sequence));
                Assert.Equal(words.Order(StringComparer.Ordinal), set);
            }
            finally
            {
                System.Globalization.CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Fact]
    public void Values_whose_bytes_differ_are_different_elements()
    {
        Assert.Equal(2, ORSet<double>.Empty.Add(0.0, Peers.Dot(0, 1)).Value.Add(-0.0, Peers.Dot(0, 2)).Value.Count);
        Assert.Equal(2, ORSet<decimal>.Empty.Add(1.0m, Peers.Dot(0, 1)).Value.Add(1.00m, Peers.Dot(0, 2)).Value.Count);
        Assert.Single(ORSet<byte[]>.Empty.Add([1, 2], Peers.Dot(0, 1)).Value.Add([1, 2], Peers.Dot(0, 2)).Value);
    }

    [Fact]
    public void The_wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>("element", () => ORSet<string>.Empty.Add(null!, Peers.Dot(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("dot", () => ORSet<string>.Empty.Add("x", default));
        Assert.Throws<ArgumentOutOfRangeException>("dot", () => ORSet<string>.Delta.OfAdd("x", default));
        Assert.Throws<ArgumentNullException>("other", () => ORSet<string>.Empty.Merge(null!));
        Assert.Throws<ArgumentNullException>("delta", () => ORSet<string>.Empty.MergeDelta(null!));
    }

    [Theory]
    [InlineData("828080", WireFormatError.UnexpectedType)] // the context is no map
    [InlineData("82a080", null)] // the empty set
    [InlineData("82a081", WireFormatError.Truncated)]
    [InlineData("82a0826161" + "80", WireFormatError.NotCanonical)] // an element without dots
    [InlineData("82a0826161" + "83000100", WireFormatError.OutOfRange)] // a dot of no known source
    [InlineData("82a0", WireFormatError.Truncated)]
    [InlineData("83a08080", WireFormatError.OutOfRange)]
    [InlineData("82a15828" + Zeros + "820100" + "826161" + "83000100", null)] // one element, one dot
    [InlineData("82a15828" + Zeros + "820000" + "80", WireFormatError.NotCanonical)] // a source of which nothing was seen
    [InlineData("82a15828" + Zeros + "820001" + "80", WireFormatError.OutOfRange)] // sequence 0
    [InlineData("82a15828" + Zeros + "820100" + "826161" + "83000200", WireFormatError.NotAllowed)] // a dot that the context has not seen
    [InlineData("82a15828" + Zeros + "820200" + "846162" + "83000100" + "6161" + "83000200", WireFormatError.NotAllowed)] // elements out of order
    [InlineData("82a15828" + Zeros + "820200" + "846161" + "83000100" + "6161" + "83000200", WireFormatError.NotAllowed)] // an element twice
    [InlineData("82a15828" + Zeros + "820200" + "826161" + "86000200000100", WireFormatError.NotAllowed)] // dots out of order
    [InlineData("82a15828" + Zeros + "86010003000300" + "80", null)] // a prefix, and one span
    [InlineData("82a15828" + Zeros + "86010001010101" + "80", WireFormatError.NotCanonical)] // a span that touches the prefix
    [InlineData("82a15828" + Zeros + "86010003010300" + "80", WireFormatError.OutOfRange)] // a span that ends before it begins
    public void Bytes_that_are_not_canonical_are_refused(string hex, WireFormatError? error)
    {
        var bytes = Convert.FromHexString(hex);
        if (error is null)
        {
            Assert.Equal(bytes, CodecLaws.Encode(CodecLaws.Decode<ORSet<string>>(bytes)));
            return;
        }

        Assert.Equal(error, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<ORSet<string>>(bytes)).Error);
    }

    private const string Zeros = "00000000000000000000000000000000000000000000000000000000000000000000000000000000";
}

internal static class ContextExtensions
{
    public static int GetEnumeratorCount(this Causality.DotContext context)
    {
        var spans = 0;
        foreach (var seen in context.InNoOrder) spans += seen.Value.Cloud.Count;
        return spans;
    }
}
