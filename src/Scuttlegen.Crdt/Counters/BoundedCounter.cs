using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;
using Received = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Source, System.UInt128, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Source>>;
using Transfers = Scuttlegen.Crdt.Collections.SortedMap<Scuttlegen.Source, Scuttlegen.Crdt.GCounter, Scuttlegen.Crdt.Collections.NaturalOrder<Scuttlegen.Source>>;

namespace Scuttlegen.Crdt;

/// <summary>
/// A counter that grows and shrinks, and never falls below zero, whatever is counted concurrently and without anyone being asked: stock, seats, money. For another bound, count from it.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> escrow. Who counts up gains as many rights to count down. A source spends its own rights only, and may transfer them to another. The rights of all sources together are the value, so it
/// stays above zero while each keeps to its own; a decrement for which its source lacks rights is refused, even where the value would suffice.
/// </para>
/// <para><b>Merge:</b> per source the greater count of increments, of decrements, and of transfers to each other source. There are no ties: a source's counts are chains.</para>
/// <para><b>Deltas</b> are counters that hold the changed count alone.</para>
/// <para>
/// <b>Only a source itself may count, and give, under its name,</b> on a value that holds all it counted and gave before: its own replica, or a reducer, where the source is <see cref="ReplayContext.Source"/>. Two
/// writers that share a source spend its rights twice.
/// </para>
/// <para>
/// <b>In reducers</b> a decrement that was allowed where it was dispatched is allowed wherever it replays: a source's rights fall by its own doing alone, and all that its author had seen comes earlier in the order. One that is not allowed throws,
/// which makes its whole update a no-op on every peer; ask <see cref="RightsOf"/> before dispatching.
/// </para>
/// <para>
/// <b>Complexity,</b> for s sources and t pairs of sources with transfers: increment, decrement, rights O(log s), the value O(1), a transfer O(log s), merge O(m log(s/m + 1)) with m sources on the smaller
/// side, and O(t) where it brings transfers.
/// </para>
/// <para>
/// V. Balegas, D. Serra, S. Duarte, C. Ferreira, M. Shapiro, R. Rodrigues, N. Preguiça, "Extending Eventually Consistent Cloud Databases for Enforcing Numeric Invariants", SRDS 2015 (Bounded Counter);
/// P. O'Neil, "The Escrow Transactional Method", ACM TODS 11(4), 1986.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class BoundedCounter : IDeltaCrdt<BoundedCounter, BoundedCounter>, ICborCodec<BoundedCounter>
{
    private readonly PNCounter _counted;
    private readonly Transfers _given;

    // The same transfers, summed by receiver.
    private readonly Received _received;

    private BoundedCounter(PNCounter counted, Transfers given, Received received) => (_counted, _given, _received) = (counted, given, received);

    /// <summary>The counter that nobody has counted on: zero, and nobody has rights.</summary>
    public static BoundedCounter Empty { get; } = new(PNCounter.Empty, default, default);

    /// <summary>
    /// What all sources counted up, less what they counted down. Never below zero: a replica that has heard of decrements before it heard of the increments that they spend shows zero until it has.
    /// </summary>
    public UInt128 Value => _counted.Value is var value && value > 0 ? (UInt128)value : 0;

    private string DebuggerDisplay => $"{Value} ≥ 0";

    /// <summary>How much <paramref name="source"/> may count down, or give away: what it counted up and received, less what it counted down and gave.</summary>
    /// <remarks>Exact for the source itself. Of others this replica may not have heard everything.</remarks>
    public UInt128 RightsOf(Source source)
    {
        var gained = _counted.Increments.CountOf(source) + (_received.TryGetValue(source, out var received) ? received : 0);
        var lost = _counted.Decrements.CountOf(source) + GivenBy(source).Value;
        return gained > lost ? gained - lost : 0;
    }

    /// <summary>Counts up, which gives the source as many rights.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="CounterOverflowException">What the source counted up would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<BoundedCounter, BoundedCounter> Increment(Source source, ulong by = 1) => Count(_counted.Increment(source, by));

    /// <summary>Counts down, and spends as many of the source's rights.</summary>
    /// <param name="source">Who counts: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="by">By how much. Zero changes nothing.</param>
    /// <exception cref="InsufficientRightsException">The source has rights to less (<see cref="RightsOf"/>).</exception>
    /// <exception cref="CounterOverflowException">What the source counted down would exceed <see cref="ulong.MaxValue"/>.</exception>
    public Mutation<BoundedCounter, BoundedCounter> Decrement(Source source, ulong by = 1)
    {
        EnsureRights(source, by);
        return Count(_counted.Decrement(source, by));
    }

    /// <summary>Gives some of a source's rights to another. The value stays.</summary>
    /// <param name="from">Who gives: yourself, or in a reducer <see cref="ReplayContext.Source"/>.</param>
    /// <param name="to">Who receives. To give to oneself changes nothing.</param>
    /// <param name="rights">How many. Zero changes nothing.</param>
    /// <exception cref="InsufficientRightsException">The giver has fewer rights (<see cref="RightsOf"/>).</exception>
    /// <exception cref="CounterOverflowException">What the one gave the other would exceed <see cref="ulong.MaxValue"/> over time.</exception>
    public Mutation<BoundedCounter, BoundedCounter> Transfer(Source from, Source to, ulong rights)
    {
        EnsureRights(from, rights);
        if (rights == 0 || from == to) return new(this, Empty);
        var (given, delta) = GivenBy(from).Increment(to, rights);
        var received = _received.TryGetValue(to, out var before) ? before + rights : rights;
        return new(
            new BoundedCounter(_counted, _given.Set(from, given), _received.Set(to, received)),
            Of(PNCounter.Empty, default(Transfers).Set(from, delta)));
    }

    /// <inheritdoc/>
    public BoundedCounter Merge(BoundedCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var counted = _counted.Merge(other._counted);
        var given = _given.Merge(other._given, default(UnionRule<Source, GCounter, Joined>));
        if (!Transfers.AreSame(given, _given)) return Of(counted, given);
        return ReferenceEquals(counted, _counted) ? this : new BoundedCounter(counted, _given, _received);
    }

    /// <inheritdoc/>
    public BoundedCounter MergeDelta(BoundedCounter delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return Merge(delta);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(BoundedCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!_counted.IsSubsumedBy(other._counted)) return false;
        foreach (var entry in _given)
        {
            if (!entry.Value.IsSubsumedBy(other.GivenBy(entry.Key))) return false;
        }

        return true;
    }

    /// <summary>Whether every source has counted the same in both, and given the same to every other.</summary>
    public bool Equals([NotNullWhen(true)] BoundedCounter? other) =>
        other is not null && _counted.Equals(other._counted) && Transfers.AreEqual(_given, other._given, default(OwnEquality<GCounter>));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as BoundedCounter);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_counted, _given.Count);

    /// <summary>Whether every source has counted the same in both, and given the same to every other.</summary>
    public static bool operator ==(BoundedCounter? left, BoundedCounter? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether any source has counted or given differently in them.</summary>
    public static bool operator !=(BoundedCounter? left, BoundedCounter? right) => !(left == right);

    private static BoundedCounter Of(PNCounter counted, Transfers given)
    {
        var received = default(Received);
        foreach (var giver in given)
        {
            foreach (var gift in giver.Value.BySource)
                received = received.Set(gift.Key, received.TryGetValue(gift.Key, out var before) ? before + gift.Value : gift.Value);
        }

        return new BoundedCounter(counted, given, received);
    }

    private GCounter GivenBy(Source source) => _given.TryGetValue(source, out var given) ? given : GCounter.Empty;

    private Mutation<BoundedCounter, BoundedCounter> Count(Mutation<PNCounter, PNCounter> counted) =>
        new(
            ReferenceEquals(counted.Value, _counted) ? this : new BoundedCounter(counted.Value, _given, _received),
            new BoundedCounter(counted.Delta, default, default));

    private void EnsureRights(Source source, ulong requested)
    {
        var rights = RightsOf(source);
        if (requested > rights) throw new InsufficientRightsException(source, rights, requested);
    }

    private readonly struct Joined : IJoin<GCounter>
    {
        public GCounter Join(GCounter left, GCounter right) => left.Merge(right);
    }
}
