namespace Scuttlegen;

/// <summary>
/// Marks a static method <c>bool Method(TState state, TAction action)</c> or <c>bool Method(TState state, TAction action, ReplayContext context)</c> as a guard of one action, on the
/// root state of a store or on one of its slices. Where it returns <see langword="false"/> the whole update changes nothing.
/// </summary>
/// <remarks>
/// A guard is judged on the state before the update, at the update's place in the order, on every peer alike, and again after every rewind: so it must be as pure and
/// deterministic as a reducer. All guards of an action must hold. One that throws is a reducer that throws: the update changes nothing, and <see cref="ReducerThrew"/> tells of it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class GuardAttribute : Attribute
{
    /// <summary>The property of the root state that this guard judges. Needed only where two slices have the same type.</summary>
    public string? Slice { get; init; }
}
