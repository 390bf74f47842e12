using Scuttlegen.Crdt;

namespace Scuttlegen.Testing;

public static partial class CrdtLaws
{
    /// <summary>Puts values to the laws of a join-semilattice, each with each other, in threes: the cube of their number.</summary>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void CheckValues<T>(params IReadOnlyList<T> values)
        where T : ICrdt<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var codec = Codec<T>.Known;
        var unchanged = new Unchanged<T>([T.Empty, .. values]);
        foreach (var value in values)
        {
            codec?.Check(value);
            CheckAlone(value, codec);
            unchanged.Check();
        }

        foreach (var a in values)
        {
            foreach (var b in values) CheckCommutativity(a, b);
        }

        unchanged.Check();
        foreach (var a in values)
        {
            foreach (var b in values) CheckAssociativity(a, b, values);
        }

        // After associativity: without it no order can be right.
        foreach (var a in values)
        {
            foreach (var b in values) CheckOrder(a, b, codec);
        }

        unchanged.Check();
    }

    /// <summary>Puts three values to the laws once, where <see cref="CheckValues"/> tries them in every combination.</summary>
    internal static void CheckThree<T>(T a, T b, T c)
        where T : ICrdt<T>
    {
        var codec = Codec<T>.Known;
        var unchanged = new Unchanged<T>([a, b, c]);
        CheckAlone(a, codec);
        CheckCommutativity(a, b);
        CheckAssociativity(a, b, [c]);
        CheckOrder(a, b, codec);
        unchanged.Check();
    }

    /// <summary>A mutation inflates the value it starts from, and its delta has exactly its effect.</summary>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void CheckMutation<T, TDelta>(T before, Mutation<T, TDelta> mutation)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        var (after, delta) = mutation;
        var unchanged = new Unchanged<T>(before, after);
        if (!before.IsSubsumedBy(after) || !before.Merge(after).Equals(after))
            throw Broken<T>(CrdtLaw.Inflation, $"a mutated value does not subsume the value before.{Text.Of(("before", before), ("after", after))}");

        var asDelta = before.MergeDelta(delta);
        if (!asDelta.Equals(after))
            throw Broken<T>(CrdtLaw.DeltaEffect, $"the value with the delta is not the mutated value.{Text.Of(("before", before), ("after", after), ("with the delta", asDelta))}{Text.Of(("delta", delta))}");
        var asValue = before.Merge(T.Empty.MergeDelta(delta));
        if (!asValue.Equals(after))
            throw Broken<T>(CrdtLaw.DeltaEffect, $"the value merged with the delta as a value is not the mutated value.{Text.Of(("before", before), ("after", after), ("merged", asValue))}{Text.Of(("delta", delta))}");
        Codec<TDelta>.Known?.Check(delta);
        unchanged.Check();
    }

    /// <summary>However deltas are ordered, repeated and grouped, merged as deltas or as values, the result is the same, to the byte.</summary>
    /// <param name="start">What they are merged into.</param>
    /// <param name="deltas">The deltas.</param>
    /// <param name="seed">Decides orders and groups: the same for the same seed.</param>
    /// <exception cref="CrdtLawException">A law does not hold.</exception>
    public static void CheckDeltas<T, TDelta>(T start, IReadOnlyList<TDelta> deltas, int seed)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        ArgumentNullException.ThrowIfNull(deltas);
        var random = new Random(seed);
        var expected = start;
        foreach (var delta in deltas) expected = expected.MergeDelta(delta);

        var shuffled = deltas.Concat(deltas.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        var oneByOne = start;
        foreach (var delta in shuffled) oneByOne = oneByOne.MergeDelta(delta);
        CheckSame("another order, or repetition, gives another value", oneByOne);
        CheckSame("another grouping gives another value", InGroups(start, shuffled, random));
        CheckSame("the least delta changes something", expected.MergeDelta(TDelta.Empty));

        void CheckSame(string otherwise, T actual)
        {
            if (!actual.Equals(expected))
                throw Broken<T>(CrdtLaw.DeltaEquivalence, $"{otherwise}.{Text.Of(("start", start), ("expected", expected), ("actual", actual))}");
            if (Codec<T>.Known is { } codec && !codec.Encode(actual).AsSpan().SequenceEqual(codec.Encode(expected)))
                throw Broken<T>(CrdtLaw.Equality, $"{otherwise}: it is equal, and has other bytes.{Text.Of(("expected", expected), ("actual", actual))}");
        }
    }

    private static T InGroups<T, TDelta>(T start, TDelta[] deltas, Random random)
        where T : IDeltaCrdt<T, TDelta>
        where TDelta : ICrdt<TDelta>
    {
        var codec = Codec<TDelta>.Known;
        var grouped = start;
        for (var index = 0; index < deltas.Length;)
        {
            var group = TDelta.Empty;
            for (var size = random.Next(1, 6); size > 0 && index < deltas.Length; size--, index++)
                group = random.Next(2) == 0 ? group.Merge(deltas[index]) : deltas[index].Merge(group);
            if (codec is not null && random.Next(2) == 0) group = codec.Decode(codec.Encode(group));
            grouped = random.Next(2) == 0 ? grouped.MergeDelta(group) : grouped.Merge(T.Empty.MergeDelta(group));
        }

        return grouped;
    }

    private static void CheckAlone<T>(T a, Codec<T>? codec)
        where T : ICrdt<T>
    {
        if (!a.Merge(a).Equals(a)) throw Broken<T>(CrdtLaw.Idempotence, $"a ⊔ a ≠ a.{Text.Of(("a", a), ("a ⊔ a", a.Merge(a)))}");
        if (codec is not null && !a.Merge(codec.Decode(codec.Encode(a))).Equals(a)) throw Broken<T>(CrdtLaw.Idempotence, $"a ⊔ a copy of a ≠ a.{Text.Of(("a", a))}");
        if (!a.Merge(T.Empty).Equals(a)) throw Broken<T>(CrdtLaw.Identity, $"a ⊔ ⊥ ≠ a.{Text.Of(("a", a), ("a ⊔ ⊥", a.Merge(T.Empty)))}");
        if (!T.Empty.Merge(a).Equals(a)) throw Broken<T>(CrdtLaw.Identity, $"⊥ ⊔ a ≠ a.{Text.Of(("a", a), ("⊥ ⊔ a", T.Empty.Merge(a)))}");
        if (!T.Empty.IsSubsumedBy(a)) throw Broken<T>(CrdtLaw.Identity, $"not ⊥ ≤ a.{Text.Of(("a", a))}");
    }

    private static void CheckCommutativity<T>(T a, T b)
        where T : ICrdt<T>
    {
        var ab = a.Merge(b);
        var ba = b.Merge(a);
        if (!ab.Equals(ba)) throw Broken<T>(CrdtLaw.Commutativity, $"a ⊔ b ≠ b ⊔ a.{Text.Of(("a", a), ("b", b), ("a ⊔ b", ab), ("b ⊔ a", ba))}");
    }

    private static void CheckAssociativity<T>(T a, T b, IReadOnlyList<T> values)
        where T : ICrdt<T>
    {
        foreach (var c in values)
        {
            // Not from one a ⊔ b for every c, which a merge that changes its arguments would have changed.
            var left = a.Merge(b).Merge(c);
            var right = a.Merge(b.Merge(c));
            if (!left.Equals(right))
                throw Broken<T>(CrdtLaw.Associativity, $"(a ⊔ b) ⊔ c ≠ a ⊔ (b ⊔ c).{Text.Of(("a", a), ("b", b), ("c", c), ("(a ⊔ b) ⊔ c", left), ("a ⊔ (b ⊔ c)", right))}");
        }
    }

    private static void CheckOrder<T>(T a, T b, Codec<T>? codec)
        where T : ICrdt<T>
    {
        var ab = a.Merge(b);
        if (!a.IsSubsumedBy(ab) || !b.IsSubsumedBy(ab)) throw Broken<T>(CrdtLaw.Order, $"not both a ≤ a ⊔ b and b ≤ a ⊔ b.{Text.Of(("a", a), ("b", b), ("a ⊔ b", ab))}");
        if (a.IsSubsumedBy(b) != ab.Equals(b)) throw Broken<T>(CrdtLaw.Order, $"a ≤ b is {a.IsSubsumedBy(b)}, and a ⊔ b = b is {ab.Equals(b)}.{Text.Of(("a", a), ("b", b), ("a ⊔ b", ab))}");
        if (a.Equals(b) && a.GetHashCode() != b.GetHashCode()) throw Broken<T>(CrdtLaw.Equality, $"equal values have different hash codes.{Text.Of(("a", a), ("b", b))}");
        if (codec is null) return;
        if (a.Equals(b) != codec.Encode(a).AsSpan().SequenceEqual(codec.Encode(b)))
            throw Broken<T>(CrdtLaw.Equality, $"a = b is {a.Equals(b)}, and their bytes say otherwise.{Text.Of(("a", a), ("b", b))}");
        codec.Check(ab);
    }
}
