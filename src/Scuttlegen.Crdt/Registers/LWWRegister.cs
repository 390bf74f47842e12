using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A register that holds one value: the one written last, by logical time. Concurrent writes are settled the same way on every peer; the losers are forgotten.
/// </summary>
/// <remarks>
/// <para>
/// <b>Merge:</b> the greater write, by logical time, then source, then value (in the order of its <see cref="ValueCodec{T}"/>, <see langword="null"/> first).
/// The last step settles even two writes under one stamp, which a correct writer never makes, so that merging commutes whatever arrives. No wall clock takes part.
/// </para>
/// <para>
/// <b>The far future:</b> a write wins over all earlier ones, however far ahead its stamp is. What may be merged, and when, is decided before: inside a store by <see cref="StoreOptions.MaxClockLead"/>, elsewhere by a <see cref="LogicalClock"/>.
/// </para>
/// <para><b>Empty</b> is a register that was never written. It has no value, which is another thing than holding <see langword="null"/>, and it loses to every write.</para>
/// <para><b>Deltas</b> are registers: the write itself, or the empty register if the write lost.</para>
/// <para><b>Complexity:</b> everything O(1).</para>
/// <para>Shapiro et al. 2011 (LWW-Register); P. Johnson, R. Thomas, "The Maintenance of Duplicate Databases", RFC 677, 1975.</para>
/// </remarks>
/// <typeparam name="T">The type of the value: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class LWWRegister<T> : IDeltaCrdt<LWWRegister<T>, LWWRegister<T>>, ICborCodec<LWWRegister<T>>
{
    private const int ItemCount = 3;

    private readonly T _value;

    private LWWRegister(T value, Stamp stamp) => (_value, Stamp) = (value, stamp);

    /// <summary>The register that was never written.</summary>
    public static LWWRegister<T> Empty { get; } = new(default!, default);

    /// <summary>Whether the register was never written.</summary>
    public bool IsEmpty => Stamp.Time == 0;

    /// <summary>The stamp of the write that won; <c>default</c> if <see cref="IsEmpty"/>.</summary>
    public Stamp Stamp { get; }

    /// <summary>The value written last.</summary>
    /// <exception cref="InvalidOperationException">The register was never written (<see cref="IsEmpty"/>).</exception>
    public T Value => IsEmpty ? throw new InvalidOperationException("The register was never written: it has no value.") : _value;

    private string DebuggerDisplay => IsEmpty ? "never written" : $"{_value} at {Stamp:S}";

    /// <summary>The value written last, or <paramref name="fallback"/> if there is none.</summary>
    public T GetValueOrDefault(T fallback) => IsEmpty ? fallback : _value;

    /// <summary>Gets the value written last.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return !IsEmpty;
    }

    /// <summary>Writes a value. If the register holds a greater write already, nothing changes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="stamp">
    /// The write's place in the order: in a reducer <see cref="ReplayContext.Stamp"/>; alone, a logical time that exceeds that of every write seen so far, and the writer's own source.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The stamp's logical time is 0: logical times begin at 1.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<LWWRegister<T>, LWWRegister<T>> Set(T value, Stamp stamp)
    {
        if (stamp.Time == 0) throw new ArgumentOutOfRangeException(nameof(stamp), "A stamp's logical time begins at 1.");
        // Here and not where bytes are first asked for, which may be on another machine.
        _ = ValueCodec<T>.Default;
        var write = new LWWRegister<T>(value, stamp);
        return Compare(this, write) < 0 ? new(write, write) : new(this, Empty);
    }

    /// <inheritdoc/>
    public LWWRegister<T> Merge(LWWRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Compare(this, other) >= 0 ? this : other;
    }

    /// <inheritdoc/>
    public LWWRegister<T> MergeDelta(LWWRegister<T> delta) => Merge(delta);

    /// <inheritdoc/>
    public bool IsSubsumedBy(LWWRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Compare(this, other) <= 0;
    }

    /// <summary>Whether both hold the same write: stamp and value.</summary>
    public bool Equals([NotNullWhen(true)] LWWRegister<T>? other) => other is not null && Compare(this, other) == 0;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as LWWRegister<T>);

    /// <summary>Of the stamp alone: what equality of values means is the codec's to say.</summary>
    public override int GetHashCode() => Stamp.GetHashCode();

    /// <inheritdoc/>
    public static int GetMaxSize(LWWRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var valueSize = value._value is null ? 1 : ValueCodec<T>.Default.GetMaxSize(value._value);
        return checked(1 + 9 + CborSize.Source + valueSize);
    }

    /// <summary>Writes <c>[logical time, source, value]</c>, or <c>[]</c> if never written.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, LWWRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.IsEmpty)
        {
            writer.WriteArrayHeader(0);
            return;
        }

        writer.WriteArrayHeader(ItemCount);
        writer.WriteUInt64(value.Stamp.Time);
        writer.WriteSource(value.Stamp.Source);
        if (value._value is null) writer.WriteNull();
        else ValueCodec<T>.Default.Write(ref writer, value._value);
    }

    /// <inheritdoc/>
    public static LWWRegister<T> Read(ref CborReader reader)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count == 0) return Empty;
        if (count != ItemCount) Refuse.OutOfRange(start, $"A register has {ItemCount} items or none, not {count}");
        start = reader.Position;
        var time = reader.ReadUInt64();
        if (time == 0) Refuse.OutOfRange(start, "Logical times begin at 1");
        var source = reader.ReadSource();
        reader.Enter();
        var value = default(T) is null && reader.TryReadNull() ? default! : ValueCodec<T>.Default.Read(ref reader);
        reader.Leave();
        return new LWWRegister<T>(value, new Stamp(time, source));
    }

    /// <summary>Whether both hold the same write: stamp and value.</summary>
    public static bool operator ==(LWWRegister<T>? left, LWWRegister<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they hold different writes.</summary>
    public static bool operator !=(LWWRegister<T>? left, LWWRegister<T>? right) => !(left == right);

    private static int Compare(LWWRegister<T> left, LWWRegister<T> right)
    {
        if (ReferenceEquals(left, right)) return 0;
        var order = left.Stamp.CompareTo(right.Stamp);
        if (order != 0 || left.IsEmpty) return order;
        if (left._value is null || right._value is null) return (left._value is null ? 0 : 1) - (right._value is null ? 0 : 1);
        return ValueCodec<T>.Default.Compare(left._value, right._value);
    }
}
