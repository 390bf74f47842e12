namespace Scuttlegen;

/// <summary>
/// Marks a record, class or struct as an action that is reduced on this peer only: a cursor, a selection, a draft. It takes a <see cref="Stamp"/> and so a place in the order, but is never
/// gossiped, stored or encoded: its members may be of any type.
/// </summary>
/// <remarks>
/// Its reducers serve slices marked <see cref="LocalSliceAttribute"/>, and only those. They run again after a rewind, like all others, so they are as pure.
/// After the store is opened again, none of its local actions have happened.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class LocalActionAttribute : Attribute;
