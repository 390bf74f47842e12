using System.IO.Hashing;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// What a CRDT needs to know of the values it holds: their canonical bytes, and a total order that is the same on every peer.
/// </summary>
/// <remarks>
/// <para>
/// Contract: <see cref="Compare"/> gives zero if and only if the canonical bytes are equal. CRDTs compare values by it and never by
/// <see cref="object.Equals(object)"/>, so −0.0 and 0.0, 1.0m and 1.00m, or one instant at two offsets, are different values.
/// </para>
/// <para>
/// Built in: <see cref="string"/> (ordinal order), <see cref="bool"/>, <see cref="char"/>, the integers up to 64 bits, <see cref="Half"/>, <see cref="float"/>, <see cref="double"/>,
/// <see cref="decimal"/>, enums, <see cref="Guid"/> (the order of its text), <see cref="DateTimeOffset"/> (by instant, then offset), <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>,
/// <see cref="byte"/> arrays (never change one that a CRDT holds), immutable arrays of <see cref="byte"/>, <see cref="PeerId"/>, <see cref="Source"/>, <see cref="Dot"/> and <see cref="TreeNodeId"/>.
/// Not <see cref="DateTime"/>, whose meaning depends on the time zone it is read in.
/// </para>
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class ValueCodec<T> : IComparer<T>
{
    private const int StackBytes = 256;

    private static readonly ValueCodec<T>? BuiltIn = BuiltInCodecs.TryCreate<T>();

    // Set once, then the same for as long as the process lives: whoever finds it not set yet goes no further.
    private static ValueCodec<T>? _provided;

    /// <summary>The one codec of <typeparamref name="T"/> in this process.</summary>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> is not built in, and none was provided (<see cref="ValueCodec.Provide{T}()"/>).</exception>
    public static ValueCodec<T> Default => BuiltIn ?? _provided ?? throw new UnsupportedValueTypeException(typeof(T));

    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="value"/>.</summary>
    public abstract int GetMaxSize(T value);

    /// <summary>Writes the value's canonical bytes: one CBOR item, and never <c>null</c>.</summary>
    /// <exception cref="WireFormatException">A string of the value holds a lone surrogate and has no UTF-8 form.</exception>
    public abstract void Write(ref CborWriter writer, T value);

    /// <summary>Reads a value from its canonical bytes.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of any value.</exception>
    public abstract T Read(ref CborReader reader);

    /// <summary>Compares two values, neither of them <see langword="null"/>, in a total order that depends on nothing but their bytes.</summary>
    public abstract int Compare(T? x, T? y);

    /// <summary>Whether <see cref="Compare"/> gives zero.</summary>
    internal virtual bool AreEqual(T x, T y) => Compare(x, y) == 0;

    /// <summary>The same for values that <see cref="Compare"/> finds equal: of what they are in memory, or else of their canonical bytes.</summary>
    internal virtual ulong Hash(T value)
    {
        var size = GetMaxSize(value);
        var writer = new CborWriter(size <= StackBytes ? stackalloc byte[StackBytes] : new byte[size]);
        Write(ref writer, value);
        return XxHash3.HashToUInt64(writer.Written);
    }

    internal static void Provide(ValueCodec<T> codec)
    {
        var current = BuiltIn ?? Interlocked.CompareExchange(ref _provided, codec, null);
        if (current is not null && current.GetType() != codec.GetType())
            throw new InvalidOperationException($"Values of type {typeof(T)} have the codec {current.GetType()} already: all peers, and all parts of one process, must agree on it.");
    }
}
