namespace Scuttlegen.Testing;

/// <summary>The laws that replicas rely on. Which of them was broken says what would go wrong.</summary>
/// <remarks>In what follows ⊔ is <c>Merge</c>, ≤ is <c>IsSubsumedBy</c>, ⊥ is <c>Empty</c>.</remarks>
public enum CrdtLaw
{
    /// <summary>No operation throws. Nothing can be said of a value whose merge does.</summary>
    Totality,

    /// <summary>Merging leaves both its arguments as they were.</summary>
    Immutability,

    /// <summary>a ⊔ b = b ⊔ a. Otherwise it matters which replica hears from which.</summary>
    Commutativity,

    /// <summary>(a ⊔ b) ⊔ c = a ⊔ (b ⊔ c). Otherwise it matters over which path changes travel.</summary>
    Associativity,

    /// <summary>a ⊔ a = a. Otherwise a change that arrives twice counts twice.</summary>
    Idempotence,

    /// <summary>a ⊔ ⊥ = a = ⊥ ⊔ a, and ⊥ ≤ a. Otherwise a replica that begins empty is no replica.</summary>
    Identity,

    /// <summary>a ≤ b if and only if a ⊔ b = b. Otherwise replicas that lack something are taken for up to date.</summary>
    Order,

    /// <summary>x ≤ m(x) for every mutator m. Otherwise a merge brings back what was there before.</summary>
    Inflation,

    /// <summary>A mutation's delta, merged into the old value as a delta or as a value, gives the new value. Otherwise other replicas come to something else.</summary>
    DeltaEffect,

    /// <summary>Deltas may be reordered, repeated and grouped. Otherwise a network that does so makes replicas differ.</summary>
    DeltaEquivalence,

    /// <summary>Values are equal, and have equal hash codes, if and only if their bytes are equal. Otherwise peers that agree seem to have diverged.</summary>
    Equality,

    /// <summary>Decoding gives an equal value with the same bytes, stops where the value ends, and no value is the single item <c>null</c>.</summary>
    RoundTrip,

    /// <summary><c>GetMaxSize</c> is a bound of what is written.</summary>
    SizeBound,

    /// <summary>A reader finds a value nested as deep as who skips it. Otherwise two peers disagree on which bytes to refuse.</summary>
    Nesting,

    /// <summary>A value has one encoding, and a reader refuses every other.</summary>
    CanonicalBytes,

    /// <summary>Bytes that are no value's are refused with a <see cref="Wire.WireFormatException"/>, and with nothing else: they come from strangers.</summary>
    Refusal,
}
