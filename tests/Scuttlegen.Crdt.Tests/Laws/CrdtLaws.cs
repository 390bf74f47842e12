using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>
/// The laws that every CRDT must obey, checked on values and deltas that a test produced. Each method throws, naming the law, on the first counter-example.
/// </summary>
internal static class CrdtLaws
{
    /// <summary>Encodes a value, and checks that its size bound holds.</summary>
    public static byte[] Encode<T>(T value)
        where T : ICborCodec<T>
    {
        var buffer = new byte[T.GetMaxSize(value)];
        var writer = new CborWriter(buffer);
        T.Write(ref writer, value);
        return writer.Written.ToArray();
    }

    /// <summary>Decodes a value, and checks that it was one item, and deterministic CBOR throughout.</summary>
    public static T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : ICborCodec<T>
    {
        var reader = new CborReader(bytes);
        var value = T.Read(ref reader);
        reader.EnsureEnd();
        var skipper = new CborReader(bytes);
        skipper.SkipValue();
        skipper.EnsureEnd();
        return value;
    }

    private delegate void Reading(ref CborReader reader);

    private static bool IsTooDeep(byte[] bytes, int depth, Reading read)
    {
        var reader = new CborReader(bytes);
        for (; depth > 0; depth--) reader.Enter();
        try
        {
            read(ref reader);
            return false;
        }
        catch (WireFormatException refusal) when (refusal.Error == WireFormatError.TooDeep)
        {
            return true;
        }
    }

    /// <summary>Decoding gives an equal value with the same bytes.</summary>
    public static void CheckRoundTrip<T>(T value)
        where T : ICborCodec<T>, IEquatable<T>
    {
        var bytes = Encode(value);
        var decoded = Decode<T>(bytes);
        Assert.True(decoded.Equals(value), "round trip: the decoded value differs");
        for (var depth = WireLimits.MaxDepth - 8; depth <= WireLimits.MaxDepth; depth++)
            Assert.True(IsTooDeep(bytes, depth, static (ref CborReader r) => T.Read(ref r)) == IsTooDeep(bytes, depth, static (ref CborReader r) => r.SkipValue()), $"nesting: at depth {depth} only reading or only skipping is refused");
        Assert.Equal(value.GetHashCode(), decoded.GetHashCode());
        Assert.True(bytes.AsSpan().SequenceEqual(Encode(decoded)), "round trip: the decoded value has other bytes");
    }

    /// <summary>Merge is a least upper bound with a least element, <c>IsSubsumedBy</c> is its order, and equality is that of bytes.</summary>
    public static void CheckSemilattice<T>(params IReadOnlyList<T> values)
        where T : ICrdt<T>, ICborCodec<T>
    {
        foreach (var a in values)
        {
            CheckRoundTrip(a);
            Assert.True(a.Merge(a).Equals(a), "idempotence: a ⊔ a ≠ a");
            Assert.True(a.Merge(Decode<T>(Encode(a))).Equals(a), "idempotence: a ⊔ copy of a ≠ a");
            Assert.True(a.Merge(T.Empty).Equals(a), "identity: a ⊔ ⊥ ≠ a");
            Assert.True(T.Empty.Merge(a).Equals(a), "identity: ⊥ ⊔ a ≠ a");
            Assert.True(T.Empty.IsSubsumedBy(a), "order: ⊥ ≰ a");
            foreach (var b in values)
            {
                var ab = a.Merge(b);
                Assert.True(ab.Equals(b.Merge(a)), "commutativity: a ⊔ b ≠ b ⊔ a");
                Assert.True(a.IsSubsumedBy(ab) && b.IsSubsumedBy(ab), "upper bound: a ≰ a ⊔ b");
                Assert.True(a.IsSubsumedBy(b) == ab.Equals(b), "order: a ≤ b disagrees with a ⊔ b = b");
                Assert.True(a.Equals(b) == Encode(a).AsSpan().SequenceEqual(Encode(b)), "equality disagrees with canonical bytes");
                CheckRoundTrip(ab);
                foreach (var c in values)
                    Assert.True(ab.Merge(c).Equals(a.Merge(b.Merge(c))), "associativity: (a ⊔ b) ⊔ c ≠ a ⊔ (b ⊔ c)");
            }
        }
    }

    /// <summary>A mutation inflates, and its delta has exactly its effect.</summary>
    public static void CheckMutation<T, TDelta>(T before, Mutation<T, TDelta> mutation)
        where T : IDeltaCrdt<T, TDelta>, ICborCodec<T>
        where TDelta : ICrdt<TDelta>, ICborCodec<TDelta>
    {
        var (after, delta) = mutation;
        Assert.True(before.IsSubsumedBy(after), "inflation: the mutated value does not subsume the old one");
        Assert.True(before.MergeDelta(delta).Equals(after), "delta: x with the delta is not the mutated value");
        Assert.True(before.Merge(T.Empty.MergeDelta(delta)).Equals(after), "delta: x merged with the delta as a value is not the mutated value");
        CheckRoundTrip(delta);
    }

    /// <summary>However deltas are ordered, repeated and grouped, and whether they are merged as deltas or as values, the result is the same.</summary>
    public static void CheckDeltas<T, TDelta>(T start, IReadOnlyList<TDelta> deltas, Random random)
        where T : IDeltaCrdt<T, TDelta>, ICborCodec<T>
        where TDelta : ICrdt<TDelta>, ICborCodec<TDelta>
    {
        var expected = start;
        foreach (var delta in deltas) expected = expected.MergeDelta(delta);

        var shuffled = deltas.Concat(deltas.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);

        var oneByOne = start;
        foreach (var delta in shuffled) oneByOne = oneByOne.MergeDelta(delta);
        Assert.True(oneByOne.Equals(expected), "deltas: another order or repetition gives another value");

        var grouped = start;
        for (var index = 0; index < shuffled.Length;)
        {
            var group = TDelta.Empty;
            for (var size = random.Next(1, 6); size > 0 && index < shuffled.Length; size--, index++)
                group = random.Next(2) == 0 ? group.Merge(shuffled[index]) : shuffled[index].Merge(group);
            grouped = random.Next(2) == 0 ? grouped.MergeDelta(group) : grouped.Merge(T.Empty.MergeDelta(Decode<TDelta>(Encode(group))));
        }

        Assert.True(grouped.Equals(expected), "deltas: another grouping gives another value");
        Assert.True(Encode(grouped).AsSpan().SequenceEqual(Encode(expected)), "deltas: another grouping gives other bytes");
        Assert.True(expected.MergeDelta(TDelta.Empty).Equals(expected), "deltas: the least delta changes something");
    }

    /// <summary>Damaged bytes are refused with the typed exception, or are the canonical bytes of another value.</summary>
    public static void CheckRefusal<T>(ReadOnlySpan<byte> damaged)
        where T : ICborCodec<T>
    {
        T value;
        try
        {
            value = Decode<T>(damaged);
        }
        catch (WireFormatException)
        {
            return;
        }

        Assert.True(damaged.SequenceEqual(Encode(value)), "canonical bytes: a second encoding was accepted");
    }
}
