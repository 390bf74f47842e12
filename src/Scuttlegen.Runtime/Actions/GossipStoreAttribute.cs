namespace Scuttlegen;

/// <summary>
/// Marks a <c>partial</c> class as the store of a root state. The generator makes it a <see cref="Store{TState}"/>: typed
/// <c>Dispatch</c> methods, <c>OpenAsync</c> and a registration for dependency injection.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GossipStoreAttribute : Attribute
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="state">
    /// The root state: one type with reducers of its own, or a record whose properties (slices) have types with reducers.
    /// </param>
    public GossipStoreAttribute(Type state) => State = state;

    /// <summary>The type of the root state.</summary>
    public Type State { get; }

    /// <summary>
    /// The store's name, which with <see cref="StoreOptions.Room"/> decides which peers find each other; default the class's simple name.
    /// </summary>
    public string? Name { get; init; }
}
