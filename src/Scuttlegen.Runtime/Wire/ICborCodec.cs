namespace Scuttlegen.Wire;

/// <summary>
/// A type that has canonical bytes: deterministic CBOR (RFC 8949 §4.2.1), so that two equal values have the same bytes, and the
/// same bytes are equal values, on every peer.
/// </summary>
/// <remarks>An implementation reads and writes exactly one CBOR item, and nothing that depends on culture, time zone or process.</remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ICborCodec<TSelf>
    where TSelf : ICborCodec<TSelf>
{
    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="value"/>.</summary>
    static abstract int GetMaxSize(TSelf value);

    /// <summary>Writes the value's canonical bytes.</summary>
    /// <exception cref="WireFormatException">A string of the value holds a lone surrogate and has no UTF-8 form.</exception>
    static abstract void Write(ref CborWriter writer, TSelf value);

    /// <summary>Reads a value from its canonical bytes.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of any value of this type.</exception>
    static abstract TSelf Read(ref CborReader reader);
}
