namespace Scuttlegen;

/// <summary>
/// Marks a property of a store's root state, or the positional parameter that declares it, as this peer's own: only reducers of <see cref="LocalActionAttribute"/> actions write it, and nothing that is
/// gossiped may read it. So it may differ from peer to peer while all else stays equal.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class LocalSliceAttribute : Attribute;
