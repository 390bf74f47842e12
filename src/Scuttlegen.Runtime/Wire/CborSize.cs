using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

/// <summary>
/// Upper bounds of encoded sizes, so that generated code writes into a span sized ahead. What can never fit an action's payload
/// is refused here, before anything is allocated for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CborSize
{
    /// <summary>The size of a source: the head of a byte string and 40 bytes.</summary>
    public const int Source = 2 + Scuttlegen.Source.Size;

    private const int LongestLengthHead = 5;
    private const int TagHead = 2;

    // No encoding is bounded more than nine-fold (a small number bounded as a 64-bit one), so a bound above this cannot fit.
    private const int Hopeless = 16 * WireLimits.MaxPayloadBytes;

    /// <summary>The bound of a text string: three bytes for each UTF-16 code unit.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfText(string value, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(value, expression);
        if (value.Length > WireLimits.MaxPayloadBytes) ThrowTooLarge("text");
        return LongestLengthHead + (3 * value.Length);
    }

    /// <summary>The bound of a byte string.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfBytes(byte[] value, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(value, expression);
        return OfBytes(value.AsSpan());
    }

    /// <summary>The bound of a byte string.</summary>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfBytes(ReadOnlySpan<byte> value)
    {
        if (value.Length > WireLimits.MaxPayloadBytes) ThrowTooLarge("byte string");
        return LongestLengthHead + value.Length;
    }

    /// <summary>The bound of a typed array.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfTypedArray<T>(T[] value, [CallerArgumentExpression(nameof(value))] string? expression = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(value, expression);
        return OfTypedArray<T>(value.AsSpan());
    }

    /// <summary>The bound of a typed array.</summary>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfTypedArray<T>(ReadOnlySpan<T> value)
        where T : unmanaged
    {
        if (value.Length > WireLimits.MaxPayloadBytes / Unsafe.SizeOf<T>()) ThrowTooLarge("array");
        return TagHead + LongestLengthHead + (value.Length * Unsafe.SizeOf<T>());
    }

    /// <summary>The bound of an integer of any size.</summary>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfBigInteger(BigInteger value)
    {
        var bytes = value.GetByteCount();
        if (bytes > WireLimits.MaxPayloadBytes) ThrowTooLarge("integer");
        return TagHead + LongestLengthHead + bytes;
    }

    /// <summary>The bound of a URI.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">It cannot fit an action's payload.</exception>
    public static int OfUri(Uri value, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(value, expression);
        return 1 + OfText(value.OriginalString);
    }

    /// <summary>What to throw when a value is of none of its union's cases.</summary>
    /// <param name="value">The value.</param>
    /// <param name="union">The union's name.</param>
    public static ArgumentException NotACase(object value, string union)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ArgumentException($"'{value.GetType()}' is none of the cases of the union '{union}', so no peer could read it: dispatch one of its cases, or append it to them.");
    }

    /// <summary>The bound of the head of an array or map.</summary>
    /// <exception cref="WireFormatException">So many items cannot fit an action's payload.</exception>
    public static int OfHead(int count)
    {
        if (count > WireLimits.MaxPayloadBytes) ThrowTooLarge("collection");
        return LongestLengthHead;
    }

    /// <summary>Adds the bound of one more item of a collection.</summary>
    /// <exception cref="WireFormatException">The sum cannot fit an action's payload.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(int size, int item)
    {
        var sum = size + item;
        if ((uint)sum > Hopeless) ThrowTooLarge("collection");
        return sum;
    }

    private static void ThrowTooLarge(string what) =>
        throw new WireFormatException(
            WireFormatError.TooLarge, 0, $"The {what} cannot fit an action's payload of at most {WireLimits.MaxPayloadBytes} bytes");
}
