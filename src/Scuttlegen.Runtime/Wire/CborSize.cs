using System.ComponentModel;
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
