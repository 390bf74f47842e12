using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>A register that holds the greatest value ever written to it: a high score, a latest version, a deadline that only moves out.</summary>
/// <remarks>
/// <para>
/// <b>Merge:</b> the greater value, in the order of its <see cref="ValueCodec{T}"/>: numbers by value, text ordinal, times by instant, types of one's own by their bytes. The order is total, and values are tied
/// only where their bytes are equal.
/// </para>
/// <para><b>Empty</b> is a register that was never written. It has no value, and loses to every one.</para>
/// <para><b>Deltas</b> are registers: the value, or the empty register if it lost.</para>
/// <para><b>Complexity:</b> everything O(1).</para>
/// <para>Shapiro et al. 2011, a semilattice of its own; the maximum of Almeida, Shoker and Baquero 2018.</para>
/// </remarks>
/// <typeparam name="T">The type of the value: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class MaxRegister<T> : IDeltaCrdt<MaxRegister<T>, MaxRegister<T>>, ICborCodec<MaxRegister<T>>
    where T : notnull
{
    private readonly T _value;

    private MaxRegister(T value, bool isEmpty) => (_value, IsEmpty) = (value, isEmpty);

    /// <summary>The register that was never written.</summary>
    public static MaxRegister<T> Empty { get; } = new(default!, true);

    /// <summary>Whether the register was never written.</summary>
    public bool IsEmpty { get; }

    /// <summary>The greatest value written.</summary>
    /// <exception cref="InvalidOperationException">The register was never written (<see cref="IsEmpty"/>).</exception>
    public T Value => IsEmpty ? throw new InvalidOperationException("The register was never written: it has no value.") : _value;

    private string DebuggerDisplay => IsEmpty ? "never written" : $"{_value}";

    /// <summary>The greatest value written, or <paramref name="fallback"/> if there is none.</summary>
    public T GetValueOrDefault(T fallback) => IsEmpty ? fallback : _value;

    /// <summary>Gets the greatest value written.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return !IsEmpty;
    }

    /// <summary>Writes a value. If the register holds a greater one already, nothing changes.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<MaxRegister<T>, MaxRegister<T>> Raise(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        // Here and not where values are first compared, or bytes first asked for.
        _ = ValueCodec<T>.Default;
        var write = new MaxRegister<T>(value, false);
        return Compare(this, write) < 0 ? new(write, write) : new(this, Empty);
    }

    /// <inheritdoc/>
    public MaxRegister<T> Merge(MaxRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Compare(this, other) >= 0 ? this : other;
    }

    /// <inheritdoc/>
    public MaxRegister<T> MergeDelta(MaxRegister<T> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(MaxRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Compare(this, other) <= 0;
    }

    /// <summary>Whether both hold the same value.</summary>
    public bool Equals([NotNullWhen(true)] MaxRegister<T>? other) => other is not null && Compare(this, other) == 0;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as MaxRegister<T>);

    /// <summary>Of whether there is a value: what equality of values means is the codec's to say.</summary>
    public override int GetHashCode() => IsEmpty.GetHashCode();

    /// <inheritdoc/>
    public static int GetMaxSize(MaxRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsEmpty ? 1 : checked(1 + ValueCodec<T>.Default.GetMaxSize(value._value));
    }

    /// <summary>Writes <c>[value]</c>, or <c>[]</c> if never written.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, MaxRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(value.IsEmpty ? 0 : 1);
        if (!value.IsEmpty) ValueCodec<T>.Default.Write(ref writer, value._value);
    }

    /// <inheritdoc/>
    public static MaxRegister<T> Read(ref CborReader reader)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count == 0) return Empty;
        if (count != 1) Refuse.OutOfRange(start, $"A register has one item or none, not {count}");
        reader.Enter();
        var value = ValueCodec<T>.Default.Read(ref reader);
        reader.Leave();
        return new MaxRegister<T>(value, false);
    }

    /// <summary>Whether both hold the same value.</summary>
    public static bool operator ==(MaxRegister<T>? left, MaxRegister<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they hold different values.</summary>
    public static bool operator !=(MaxRegister<T>? left, MaxRegister<T>? right) => !(left == right);

    private static int Compare(MaxRegister<T> left, MaxRegister<T> right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left.IsEmpty || right.IsEmpty) return (left.IsEmpty ? 0 : 1) - (right.IsEmpty ? 0 : 1);
        return ValueCodec<T>.Default.Compare(left._value, right._value);
    }
}
