namespace Scuttlegen.Wire;

/// <summary>
/// A type that writes and reads itself as one deterministic CBOR value (RFC 8949 §4.2.1), so that it can be a member of an action.
/// Implement it for an immutable type that the generator cannot lay out by itself.
/// </summary>
/// <remarks>
/// <para>
/// What is promised: equal values have equal bytes, <see cref="Read"/> after <see cref="Write"/> gives a value that nobody can tell from the
/// one written, and no value is written as the single item <c>null</c>, which stands for a missing <c>TSelf?</c>.
/// </para>
/// <para>
/// Around what stands in an array or map, and may be an array, a map or a tagged value itself, <see cref="Read"/> calls <see cref="CborReader.Enter"/> and
/// <see cref="CborReader.Leave"/>: bytes come from strangers, their nesting must not exhaust the stack, and a peer that skips the value must find it as deep.
/// </para>
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ICborCodec<TSelf>
    where TSelf : ICborCodec<TSelf>
{
    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="value"/>.</summary>
    static abstract int GetMaxSize(TSelf value);

    /// <summary>Writes the value's canonical bytes: exactly one CBOR value.</summary>
    /// <exception cref="WireFormatException">The value has no canonical form: a string with a lone surrogate.</exception>
    static abstract void Write(ref CborWriter writer, TSelf value);

    /// <summary>Reads a value from its canonical bytes, and leaves what follows it unread.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of any value of this type.</exception>
    static abstract TSelf Read(ref CborReader reader);
}
