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
}
