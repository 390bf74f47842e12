using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A register that loses no write: it holds one value, or, after writes that did not know of each other, all of theirs, until a later write replaces what it has observed. What to make of several values is the
/// reader's to decide.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> each write is named by a <see cref="Dot"/>. A write replaces the writes it has observed, and its own source's earlier ones; never others.
/// </para>
/// <para>
/// <b>Merge:</b> a write stays if both sides have it, or if one side has it and the other's causal context has not seen it. There are no ties between dots; two values under one dot, which a correct writer never makes, are settled by the
/// order of their <see cref="ValueCodec{T}"/>, the greater winning and <see langword="null"/> least. Replaced writes leave no tombstones, only the context.
/// </para>
/// <para><b>Deltas</b> are registers that have seen the changed dots alone.</para>
/// <para>
/// <b>In reducers, what is replaced comes from the action.</b> A reducer replays at the update's place in the one order, where the register may hold writes that the author had not seen.
/// <see cref="Set(T, Dot)"/> there would lose them. So observe where you dispatch, and apply what was observed where you reduce:
/// <code>
/// store.Dispatch(state => new Renamed(name, state.Name.Observe()));
/// …
/// state with { Name = state.Name.Set(action.Name, Dot.From(context), action.Observed) }
/// </code>
/// </para>
/// <para><b>Whose dots:</b> as for <see cref="ORSet{T}.Add"/>, the value must have seen every earlier dot of the dot's source, and dots ascend. A source's own replica, and every reducer, sees to that.</para>
/// <para><b>Complexity,</b> for s sources and d ≤ s concurrent values, mostly one: set O(d + log s), merge O(d log s + m log(s/m + 1)).</para>
/// <para>Shapiro et al. 2011 (MV-Register); Almeida, Shoker and Baquero 2018, whose form with dots this is; G. DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007.</para>
/// </remarks>
/// <typeparam name="T">The type of the values: one that <see cref="ValueCodec{T}"/> supports.</typeparam>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class MVRegister<T> : IDeltaCrdt<MVRegister<T>, MVRegister<T>>, ICborCodec<MVRegister<T>>, IReadOnlyList<T>
{
    private readonly Dot[] _dots;
    private readonly T[] _values;
    private readonly DotContext _context;

    private MVRegister(Dot[] dots, T[] values, DotContext context) => (_dots, _values, _context) = (dots, values, context);

    /// <summary>The register that has seen nothing: it holds no value.</summary>
    public static MVRegister<T> Empty { get; } = new([], [], default);

    /// <summary>How many values are held: none if never written, one mostly, more after concurrent writes. Equal values of several writes count each.</summary>
    public int Count => _values.Length;

    /// <summary>Whether several writes did not know of each other, and none has replaced them yet.</summary>
    public bool IsConflict => Count > 1;

    /// <summary>The values held, in the order of their dots: the same on every peer.</summary>
    /// <exception cref="IndexOutOfRangeException"><paramref name="index"/> is below 0, or not below <see cref="Count"/>.</exception>
    public T this[int index] => _values[index];

    internal DotContext Context => _context;

    private string DebuggerDisplay => Count == 1 ? $"{_values[0]}" : $"{Count} values";

    /// <summary>What a write would replace now: the writes that this value has observed. Put it into the action.</summary>
    public ObservedDots Observe() => new(_dots);

    /// <summary>Writes a value in place of the writes that were observed, those that have yet to arrive included. Concurrent ones stay beside it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="dot">The write's own dot, later than all its source's earlier ones, which this value has seen. A dot that this value has seen writes nothing.</param>
    /// <param name="observed">The writes to replace.</param>
    /// <exception cref="ArgumentNullException"><paramref name="observed"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<MVRegister<T>, MVRegister<T>> Set(T value, Dot dot, ObservedDots observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        dot.Validate(nameof(dot));
        // Here and not where bytes are first asked for, which may be on another machine.
        _ = ValueCodec<T>.Default;
        var isNew = !_context.Contains(dot);
        var added = _context.Added(dot);
        var replaced = DotSets.Union(DotSets.Except(observed.Array, [dot]), DotSets.OwnEarlier(_dots, dot));
        if (!isNew && replaced.Length == 0 && added.IsEmpty) return new(this, Empty);
        var delta = new MVRegister<T>(isNew ? [dot] : [], isNew ? [value] : [], added.With(replaced));
        return new(Merge(delta), delta);
    }

    /// <summary>Writes a value in place of every write that this value has observed.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there the register holds writes that the action's author had not seen. Use <see cref="Observe"/> and <see cref="Set(T, Dot, ObservedDots)"/>.</remarks>
    /// <param name="value">The value.</param>
    /// <param name="dot">The write's own dot, later than all its source's earlier ones, which this value has seen.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
    /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
    public Mutation<MVRegister<T>, MVRegister<T>> Set(T value, Dot dot) => Set(value, dot, Observe());

    /// <summary>Takes back the writes that were observed, those that have yet to arrive included, and puts nothing in their place. Concurrent ones stay.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="observed"/> is <see langword="null"/>.</exception>
    public Mutation<MVRegister<T>, MVRegister<T>> Clear(ObservedDots observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        if (observed.IsEmpty) return new(this, Empty);
        var delta = new MVRegister<T>([], [], default(DotContext).With(observed.Array));
        return new(Merge(delta), delta);
    }

    /// <inheritdoc/>
    public MVRegister<T> Merge(MVRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        var isKnown = other._context.IsSubsetOf(_context);
        var (dots, values) = Join(_context, other, other._context);
        return isKnown && ReferenceEquals(dots, _dots) && ReferenceEquals(values, _values) ? this : new MVRegister<T>(dots, values, isKnown ? _context : _context.Merge(other._context));
    }

    /// <inheritdoc/>
    public MVRegister<T> MergeDelta(MVRegister<T> delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(MVRegister<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Merge(this).Equals(other);
    }

    /// <summary>Whether both hold the same writes, and have seen the same.</summary>
    /// <remarks>To compare the values alone, use <see cref="Enumerable.SequenceEqual{T}(IEnumerable{T}, IEnumerable{T})"/>.</remarks>
    public bool Equals([NotNullWhen(true)] MVRegister<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && HasSameWrites(other) && _context.SetEquals(other._context));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as MVRegister<T>);

    /// <summary>Of what was seen, and the number of values: what equality of values means is the codec's to say.</summary>
    public override int GetHashCode() => HashCode.Combine(Count, _context.GetHashCode());

    /// <summary>Enumerates the values in the order of their dots, the same on every peer.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both hold the same writes, and have seen the same.</summary>
    public static bool operator ==(MVRegister<T>? left, MVRegister<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in writes or in what they have seen.</summary>
    public static bool operator !=(MVRegister<T>? left, MVRegister<T>? right) => !(left == right);

    /// <summary>The writes that stay of both sides; this register's own arrays if it holds just those.</summary>
    private (Dot[] Dots, T[] Values) Join(DotContext context, MVRegister<T> other, DotContext otherContext)
    {
        var dots = new List<Dot>(_dots.Length + other._dots.Length);
        var values = new List<T>(_dots.Length + other._dots.Length);
        var isOurs = true;
        for (int ours = 0, theirs = 0; ours < _dots.Length || theirs < other._dots.Length;)
        {
            var order = ours == _dots.Length ? 1 : theirs == other._dots.Length ? -1 : _dots[ours].CompareTo(other._dots[theirs]);
            if (order < 0 ? otherContext.Contains(_dots[ours]) : order > 0 && context.Contains(other._dots[theirs]))
            {
                // One side has seen it, and has it no more.
                isOurs &= order > 0;
            }
            else
            {
                var isTheirs = order > 0 || (order == 0 && CompareValues(_values[ours], other._values[theirs]) < 0);
                dots.Add(order <= 0 ? _dots[ours] : other._dots[theirs]);
                values.Add(isTheirs ? other._values[theirs] : _values[ours]);
                isOurs &= !isTheirs;
            }

            if (order <= 0) ours++;
            if (order >= 0) theirs++;
        }

        return isOurs ? (_dots, _values) : ([.. dots], [.. values]);
    }

    private bool HasSameWrites(MVRegister<T> other)
    {
        if (!DotSets.AreEqual(_dots, other._dots)) return false;
        for (var index = 0; index < _values.Length; index++)
        {
            if (CompareValues(_values[index], other._values[index]) != 0) return false;
        }

        return true;
    }

    private static int CompareValues(T left, T right)
    {
        if (left is null || right is null) return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        return ValueCodec<T>.Default.Compare(left, right);
    }
}
