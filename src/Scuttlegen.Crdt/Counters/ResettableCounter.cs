using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// A counter that grows, shrinks and can be reset. A reset takes back what it has observed, and nothing else: what was counted concurrently stays.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> what was counted, and of that what was reset, per source and direction; the value is the difference. What a source counted is a chain, so what a reset has observed of it is one number,
/// and exact: a counter that renames a source's total with each increment would bring back, beside the concurrent increment, all that was reset; one that does not would lose the increment.
/// </para>
/// <para><b>Merge:</b> per source and direction the greater count, and the greater reset. There are no ties: both are chains.</para>
/// <para><b>Deltas</b> are counters that hold the changed counts alone.</para>
/// <para>
/// <b>In reducers, resets come from the action.</b> A reducer replays at the update's place in the one order, where the counter may hold counts that the reset's author had not seen when it
/// dispatched. <see cref="Reset()"/> there would take them away. So observe where you dispatch, and apply what was observed where you reduce:
/// <code>
/// store.Dispatch(state => new LikesReset(state.Likes.Observe()));
/// …
/// state with { Likes = state.Likes.Reset(action.Observation) }
/// </code>
/// </para>
/// <para>
/// <b>Only a source itself may count under its name,</b> on a value that holds all it counted before: its own replica, or a reducer, where the source is <see cref="ReplayContext.Source"/>.
/// Anyone may reset.
/// </para>
/// <para>
/// <b>Complexity,</b> for s sources: increment and decrement O(log s), the value O(1), observing O(s), a reset of m sources' counts O(m log s), merge O(m log(s/m + 1)). A source keeps its counts, and how much of
/// them was reset, for good: some 100 bytes.
/// </para>
/// <para>
/// C. Baquero, P. S. Almeida, C. Lerche, "The Problem with Embedded CRDT Counters and a Solution", PaPoC 2016, describe the anomalies of counters of dots; the numbers here are those of Shapiro et al. 2011 (PN-Counter), twice.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class ResettableCounter : IDeltaCrdt<ResettableCounter, ResettableCounter>, ICborCodec<ResettableCounter>
{
    private const int ItemCount = 2;

    private readonly PNCounter _counted;
    private readonly PNCounter _reset;

    private ResettableCounter(PNCounter counted, PNCounter reset) => (_counted, _reset) = (counted, reset);

    /// <summary>The counter that nobody has counted on: zero.</summary>
    public static ResettableCounter Empty { get; } = new(PNCounter.Empty, PNCounter.Empty);

    /// <summary>What all sources counted up, less what they counted down, less what was reset of either.</summary>
    public Int128 Value => _counted.Value - _reset.Value;

    private string DebuggerDisplay => $"{Value}, {_reset.Value} were reset";

    /// <summary>Counts up.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted up, resets notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<ResettableCounter, ResettableCounter> Increment(Source source, ulong by = 1) => Count(_counted.Increment(source, by));

    /// <summary>Counts down.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted down, resets notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<ResettableCounter, ResettableCounter> Decrement(Source source, ulong by = 1) => Count(_counted.Decrement(source, by));

    /// <summary>Counts up or, where <paramref name="by"/> is negative, down.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted in that direction, resets notwithstanding, would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<ResettableCounter, ResettableCounter> Add(Source source, long by) => Count(_counted.Add(source, by));

    /// <summary>What a reset would take back now: the counts that this value has observed. Put it into the action.</summary>
    /// <returns>An observation of nothing, whose reset changes nothing, if all counts were reset already.</returns>
    public Observation Observe() => new(_counted.Exceeding(_reset));

    /// <summary>Takes back the counts that <paramref name="observation"/> observed, those that have yet to arrive included. Concurrent ones stay.</summary>
    /// <returns>The new value, and a delta that carries the observed counts and nothing else.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observation"/> is <see langword="null"/>.</exception>
    public Mutation<ResettableCounter, ResettableCounter> Reset(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        var delta = observation.ToDelta();
        return new(Merge(delta), delta);
    }

    /// <summary>Takes back every count that this value has observed.</summary>
    /// <remarks>
    /// For a replica of your own, where what this value has observed is what you have seen. Not for reducers: there the value holds counts that the action's author had not seen.
    /// Use <see cref="Observe"/> and <see cref="Reset(Observation)"/>.
    /// </remarks>
    public Mutation<ResettableCounter, ResettableCounter> Reset() => Reset(Observe());

    /// <inheritdoc/>
    public ResettableCounter Merge(ResettableCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return With(_counted.Merge(other._counted), _reset.Merge(other._reset));
    }

    /// <inheritdoc/>
    public ResettableCounter MergeDelta(ResettableCounter delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ResettableCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _counted.IsSubsumedBy(other._counted) && _reset.IsSubsumedBy(other._reset);
    }

    /// <summary>Whether every source has the same counts in both, and the same of them were reset.</summary>
    public bool Equals([NotNullWhen(true)] ResettableCounter? other) =>
        other is not null && _counted.Equals(other._counted) && _reset.Equals(other._reset);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ResettableCounter);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_counted, _reset);

    /// <inheritdoc/>
    public static int GetMaxSize(ResettableCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + PNCounter.GetMaxSize(value._counted) + PNCounter.GetMaxSize(value._reset));
    }

    /// <summary>Writes <c>[counted, reset]</c>, each as a <see cref="PNCounter"/>.</summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, ResettableCounter value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        PNCounter.Write(ref writer, value._counted);
        PNCounter.Write(ref writer, value._reset);
    }

    /// <inheritdoc/>
    public static ResettableCounter Read(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var counted = PNCounter.Read(ref reader);
        var reset = PNCounter.Read(ref reader);
        reader.Leave();
        if (!reset.IsSubsumedBy(counted)) Refuse.NotAllowed(start, "More was reset than was counted");
        return Empty.With(counted, reset);
    }

    /// <summary>Whether every source has the same counts in both, and the same of them were reset.</summary>
    public static bool operator ==(ResettableCounter? left, ResettableCounter? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any source has different counts in them, or other counts were reset.</summary>
    public static bool operator !=(ResettableCounter? left, ResettableCounter? right) => !(left == right);

    private Mutation<ResettableCounter, ResettableCounter> Count(Mutation<PNCounter, PNCounter> counted) =>
        new(With(counted.Value, _reset), Empty.With(counted.Delta, PNCounter.Empty));

    private ResettableCounter With(PNCounter counted, PNCounter reset) =>
        ReferenceEquals(counted, _counted) && ReferenceEquals(reset, _reset) ? this : new ResettableCounter(counted, reset);
}
