namespace Scuttlegen;

/// <summary>
/// Marks a static method <c>TState Method(TState state, TAction action)</c> or
/// <c>TState Method(TState state, TAction action, ReplayContext context)</c> as the reducer of one action for one state type:
/// the root state of a store, or the type of one of its slices.
/// </summary>
/// <remarks>
/// A reducer runs on every peer, again after every rewind, and must return the same state for the same arguments: it is pure
/// and deterministic. The analyzers prove it while you type.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ReducerAttribute : Attribute
{
    /// <summary>
    /// The property of the root state that this reducer serves. Needed only where two slices have the same type.
    /// </summary>
    public string? Slice { get; init; }

    /// <summary>
    /// Declares that updates of this action may be applied in any order, so that late ones are applied in place, without a replay. Counts only where every
    /// reducer of the action says so, while none of them has thrown, and where no reducer that does not say so is seen to touch the same slices.
    /// </summary>
    /// <remarks>
    /// True of a reducer only if no guard decides about its action; it cannot throw; each value it writes is the old one joined with a value that does not depend on the state (or it adds to an entry that
    /// belongs to the update's own source); and nobody else touches what it writes, root-level reducers included, except by such joins. The rule SCUT5001 refuses it where that is unproven. Peers
    /// diverge where it is broken, so suppress the rule only with a proof of your own.
    /// </remarks>
    public bool Commutes { get; init; }
}
