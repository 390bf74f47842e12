namespace Scuttlegen;

/// <summary>
/// Marks a <c>partial</c> record, class or struct as an action that is gossiped to every peer of a store.
/// The generator writes its deterministic CBOR codec (<see cref="IGossipAction{TSelf}"/>).
/// </summary>
/// <remarks>
/// Members are encoded in declared order and may only ever be appended: a peer that does not know a trailing member skips it, a
/// peer that misses one uses the member's declared default.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class GossipActionAttribute : Attribute
{
    /// <summary>The action's kind is its type's simple name.</summary>
    public GossipActionAttribute()
    {
    }

    /// <summary>The action's kind is <paramref name="kind"/>, which stays the same when the type is renamed.</summary>
    /// <param name="kind">The stable name on the wire, for example <c>"cart.added"</c>: 1 to 255 UTF-8 bytes, not beginning with <c>$</c>.</param>
    public GossipActionAttribute(string kind) => Kind = kind;

    /// <summary>The stable name on the wire, or <see langword="null"/> for the type's simple name.</summary>
    public string? Kind { get; }
}
