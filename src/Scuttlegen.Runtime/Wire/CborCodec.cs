using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

/// <summary>
/// Calls the codec of a type that implements <see cref="ICborCodec{TSelf}"/> explicitly, as one can only through a type parameter.
/// Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CborCodec
{
    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GetMaxSize<T>(T value)
        where T : ICborCodec<T> => T.GetMaxSize(value);

    /// <summary>Writes <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref CborWriter writer, T value)
        where T : ICborCodec<T> => T.Write(ref writer, value);

    /// <summary>Reads a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref CborReader reader)
        where T : ICborCodec<T> => T.Read(ref reader);

    /// <summary>Refuses a value of a type derived from the one that its codec knows: it may hold more than that writes.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">It is of a derived type.</exception>
    public static void RequireExactType<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.GetType() == typeof(T)) return;
        throw new InvalidOperationException(
            $"A '{value.GetType()}' stands where a '{typeof(T)}' is declared, and what it adds has no canonical form: declare the member with the derived type, or seal '{typeof(T).Name}'.");
    }
}

/// <summary>
/// Calls the generated codec of an action, which is implemented explicitly so that an action may have members named Kind, Write or Read.
/// Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActionCodec
{
    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes for <paramref name="action"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GetMaxSize<T>(T action)
        where T : IGossipAction<T> => T.GetMaxSize(action);

    /// <summary>Writes <paramref name="action"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref CborWriter writer, T action)
        where T : IGossipAction<T> => T.Write(ref writer, action);

    /// <summary>Reads an action.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref CborReader reader)
        where T : IGossipAction<T> => T.Read(ref reader);
}
