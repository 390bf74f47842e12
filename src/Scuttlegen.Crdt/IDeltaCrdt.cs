namespace Scuttlegen.Crdt;

/// <summary>
/// A delta-state CRDT: its mutators return, beside the new value, a small delta that has the same effect on every replica it is merged into.
/// </summary>
/// <remarks>
/// <para>
/// Deltas form a join-semilattice of their own. They may be lost and sent again, duplicated, reordered, and grouped by merging them with each other:
/// for every value <c>x</c> and deltas <c>d</c>, <c>e</c>, <c>x.MergeDelta(d).MergeDelta(e)</c> equals <c>x.MergeDelta(d.Merge(e))</c> and
/// <c>x.MergeDelta(e).MergeDelta(d)</c>. <c>TSelf.Empty.MergeDelta(d)</c> is the delta as a value, and <c>x.MergeDelta(d)</c> equals <c>x</c> merged with it.
/// </para>
/// <para>
/// No delivery order is required. Until a replica has merged every delta it may show what no single replica ever showed;
/// with all of them it is equal to every other.
/// </para>
/// <para>P. S. Almeida, A. Shoker, C. Baquero, "Delta state replicated data types", J. Parallel Distrib. Comput. 111, 2018.</para>
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TDelta">The type of its deltas: <typeparamref name="TSelf"/> itself, or a form of it that merges faster.</typeparam>
public interface IDeltaCrdt<TSelf, TDelta> : ICrdt<TSelf>
    where TSelf : IDeltaCrdt<TSelf, TDelta>
    where TDelta : ICrdt<TDelta>
{
    /// <summary>This value with the effect of <paramref name="delta"/>; this instance if the delta says nothing new.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="delta"/> is <see langword="null"/>.</exception>
    TSelf MergeDelta(TDelta delta);
}
