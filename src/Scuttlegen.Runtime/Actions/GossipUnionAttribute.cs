using System.Collections.Immutable;

namespace Scuttlegen;

/// <summary>
/// Marks an abstract record or class, or an interface, as a union: a member of that type holds one of a fixed list of cases.
/// On the wire a value is the array of its case's index and the case itself.
/// </summary>
/// <remarks>
/// <para>Every case is a sealed class or record, or a struct, that derives from the union or implements it, and has a wire form itself.</para>
/// <para>
/// The list may only ever be appended to. A peer that does not know a case keeps the update, passes it on and plays it as nothing, until an
/// upgrade knows the case.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class GossipUnionAttribute : Attribute
{
    /// <summary>
    /// The cases are <paramref name="cases"/>, the first of index 0. Without any, the type must be closed: it has private constructors only, and
    /// its cases are the sealed types nested in it that derive from it, in declared order. A closed type is a union without the attribute too.
    /// </summary>
    /// <param name="cases">The cases in the order of their indices.</param>
    public GossipUnionAttribute(params Type[] cases) => Cases = [.. cases];

    /// <summary>The cases that were named, in the order of their indices; empty for a closed type.</summary>
    public ImmutableArray<Type> Cases { get; }
}
