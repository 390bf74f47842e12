namespace Scuttlegen.Crdt;

/// <summary>
/// A state-based CRDT: an immutable value of a join-semilattice. Replicas that merged the same values, in any order, any grouping and
/// any number of times, are equal.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="Merge"/> is the least upper bound, hence commutative, associative and idempotent; every mutator inflates: its result subsumes
/// the value it started from. Equality is by value and agrees with the canonical bytes.
/// </para>
/// <para>M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, "Conflict-free Replicated Data Types", SSS 2011.</para>
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ICrdt<TSelf> : IEquatable<TSelf>
    where TSelf : ICrdt<TSelf>
{
    /// <summary>The least value: merging it changes nothing.</summary>
    static abstract TSelf Empty { get; }

    /// <summary>The least value that subsumes both.</summary>
    /// <returns>This instance if it subsumes <paramref name="other"/> already, as far as that is cheap to see.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    TSelf Merge(TSelf other);

    /// <summary>
    /// Whether <paramref name="other"/> holds everything that this value holds: the lattice's partial order, so that
    /// <c>a.IsSubsumedBy(b)</c> if and only if <c>a.Merge(b)</c> equals <c>b</c>.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    bool IsSubsumedBy(TSelf other);
}
