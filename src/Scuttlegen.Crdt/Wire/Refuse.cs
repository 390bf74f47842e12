using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Throws for bytes that are well-formed CBOR, but not the canonical form of any value.</summary>
internal static class Refuse
{
    [DoesNotReturn]
    public static void OutOfRange(int offset, string detail) => throw new WireFormatException(WireFormatError.OutOfRange, offset, detail);

    [DoesNotReturn]
    public static void NotCanonical(int offset, string detail) => throw new WireFormatException(WireFormatError.NotCanonical, offset, detail);

    [DoesNotReturn]
    public static void OutOfOrder(int offset, string what) =>
        throw new WireFormatException(WireFormatError.NotAllowed, offset, $"{what} are not in strictly ascending order");

    [DoesNotReturn]
    public static void NotAllowed(int offset, string detail) => throw new WireFormatException(WireFormatError.NotAllowed, offset, detail);
}
