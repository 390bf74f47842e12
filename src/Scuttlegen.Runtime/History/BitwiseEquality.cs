using System.Collections.Immutable;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Scuttlegen.Runtime;

/// <summary>
/// Whether two values are the same bit for bit, reference first (R3): what generated <see cref="ReplayTable{TState}.AreIdentical"/> is made of. May say no of values that nobody can tell
/// apart, never yes of others.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BitwiseEquality
{
    /// <summary>Compares all bits: 0.0 is not -0.0, and a NaN is itself if its payload is.</summary>
    public static bool Of(Half x, Half y) => BitConverter.HalfToInt16Bits(x) == BitConverter.HalfToInt16Bits(y);

    /// <inheritdoc cref="Of(Half, Half)"/>
    public static bool Of(float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y);

    /// <inheritdoc cref="Of(Half, Half)"/>
    public static bool Of(double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

    /// <summary>Compares also the scale and the sign of zero: 1.0 is not 1.00.</summary>
    public static bool Of(decimal x, decimal y)
    {
        Span<int> bits = stackalloc int[8];
        decimal.GetBits(x, bits);
        decimal.GetBits(y, bits[4..]);
        return bits[..4].SequenceEqual(bits[4..]);
    }

    /// <summary>Compares ticks, kind, and the hidden flag of the repeated hour when clocks go back.</summary>
    public static bool Of(DateTime x, DateTime y) => Unsafe.BitCast<DateTime, ulong>(x) == Unsafe.BitCast<DateTime, ulong>(y);

    /// <summary>Compares ticks and offset.</summary>
    public static bool Of(DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y);

    /// <summary>Compares all bits of both parts.</summary>
    public static bool Of(Complex x, Complex y) => Of(x.Real, y.Real) && Of(x.Imaginary, y.Imaginary);

    /// <summary>Compares as spelled, and how it was read: a URI that equals another may still be spelled differently.</summary>
    public static bool Of(Uri? x, Uri? y)
    {
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && x.GetType() == typeof(Uri) && y.GetType() == typeof(Uri)
            && x.OriginalString == y.OriginalString && x.UserEscaped == y.UserEscaped && x.IsAbsoluteUri == y.IsAbsoluteUri
            && (!x.IsAbsoluteUri || x.AbsoluteUri == y.AbsoluteUri);
    }

    /// <summary>Compares what two nullable values hold.</summary>
    public static bool Of<T>(T? x, T? y, Func<T, T, bool> same)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(same);
        if (x is not { } left) return y is null;
        return y is { } right && same(left, right);
    }

    /// <summary>Compares item by item.</summary>
    public static bool Of<T>(T[]? x, T[]? y, Func<T, T, bool> same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && x.GetType() == y.GetType() && OfSpans<T>(x, y, same);
    }

    /// <summary>Compares item by item. A default array is not an empty one.</summary>
    public static bool Of<T>(ImmutableArray<T> x, ImmutableArray<T> y, Func<T, T, bool> same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (x == y) return true;
        return !x.IsDefault && !y.IsDefault && OfSpans(x.AsSpan(), y.AsSpan(), same);
    }

    /// <summary>Compares item by item.</summary>
    public static bool Of<T>(ImmutableList<T>? x, ImmutableList<T>? y, Func<T, T, bool> same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && OfItems(x, y, same);
    }

    /// <summary>Compares item by item in the order of enumeration, under one and the same comparer.</summary>
    public static bool Of<T>(ImmutableHashSet<T>? x, ImmutableHashSet<T>? y, Func<T, T, bool> same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && ReferenceEquals(x.KeyComparer, y.KeyComparer) && OfItems(x, y, same);
    }

    /// <inheritdoc cref="Of{T}(ImmutableHashSet{T}, ImmutableHashSet{T}, Func{T, T, bool})"/>
    public static bool Of<T>(ImmutableSortedSet<T>? x, ImmutableSortedSet<T>? y, Func<T, T, bool> same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && ReferenceEquals(x.KeyComparer, y.KeyComparer) && OfItems(x, y, same);
    }

    /// <summary>Compares entry by entry in the order of enumeration, under the same comparers.</summary>
    public static bool Of<TKey, TValue>(
        ImmutableDictionary<TKey, TValue>? x, ImmutableDictionary<TKey, TValue>? y, Func<TKey, TKey, bool> sameKey, Func<TValue, TValue, bool> sameValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(sameKey);
        ArgumentNullException.ThrowIfNull(sameValue);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && ReferenceEquals(x.KeyComparer, y.KeyComparer) && ReferenceEquals(x.ValueComparer, y.ValueComparer)
            && OfItems(x, y, (left, right) => sameKey(left.Key, right.Key) && sameValue(left.Value, right.Value));
    }

    /// <inheritdoc cref="Of{TKey, TValue}(ImmutableDictionary{TKey, TValue}, ImmutableDictionary{TKey, TValue}, Func{TKey, TKey, bool}, Func{TValue, TValue, bool})"/>
    public static bool Of<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue>? x, ImmutableSortedDictionary<TKey, TValue>? y, Func<TKey, TKey, bool> sameKey, Func<TValue, TValue, bool> sameValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(sameKey);
        ArgumentNullException.ThrowIfNull(sameValue);
        if (ReferenceEquals(x, y)) return true;
        return x is not null && y is not null && ReferenceEquals(x.KeyComparer, y.KeyComparer) && ReferenceEquals(x.ValueComparer, y.ValueComparer)
            && OfItems(x, y, (left, right) => sameKey(left.Key, right.Key) && sameValue(left.Value, right.Value));
    }

    private static bool OfItems<T>(IReadOnlyCollection<T> x, IReadOnlyCollection<T> y, Func<T, T, bool> same)
    {
        if (x.Count != y.Count) return false;
        using var others = y.GetEnumerator();
        foreach (var item in x)
        {
            others.MoveNext();
            if (!same(item, others.Current)) return false;
        }

        return true;
    }

    private static bool OfSpans<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Func<T, T, bool> same)
    {
        if (x.Length != y.Length) return false;
        for (var i = 0; i < x.Length; i++)
        {
            if (!same(x[i], y[i])) return false;
        }

        return true;
    }
}
