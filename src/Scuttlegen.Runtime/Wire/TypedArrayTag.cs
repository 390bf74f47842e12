using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

/// <summary>The tags of little-endian typed arrays (RFC 8746 §2.1).</summary>
internal static class TypedArrayTag
{
    /// <summary>The tag for arrays of <typeparamref name="T"/>, a constant once compiled.</summary>
    /// <exception cref="NotSupportedException">There is none: <typeparamref name="T"/> is no number of 8 to 64 bits other than <see cref="byte"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(ushort)) return 69;
        if (typeof(T) == typeof(uint)) return 70;
        if (typeof(T) == typeof(ulong)) return 71;
        if (typeof(T) == typeof(sbyte)) return 72;
        if (typeof(T) == typeof(short)) return 77;
        if (typeof(T) == typeof(int)) return 78;
        if (typeof(T) == typeof(long)) return 79;
        if (typeof(T) == typeof(Half)) return 84;
        if (typeof(T) == typeof(float)) return 85;
        if (typeof(T) == typeof(double)) return 86;
        throw new NotSupportedException($"There is no typed array of {typeof(T)}.");
    }
}
