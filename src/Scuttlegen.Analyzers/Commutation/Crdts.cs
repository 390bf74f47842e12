using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>
/// Which operations of <c>Scuttlegen.Crdt</c>'s types are joins with a value that does not depend on what they are called on. A counter may overflow, but whether it
/// does depends on its own source's entry alone, which is the same in every order.
/// </summary>
internal static class Crdts
{
    private static readonly ImmutableHashSet<string> Joins =
    [
        "GCounter.Increment/2", "PNCounter.Increment/2", "PNCounter.Decrement/2", "PNCounter.Add/2", "BoundedCounter.Increment/2",
        "ResettableCounter.Increment/2", "ResettableCounter.Decrement/2", "ResettableCounter.Add/2", "ResettableCounter.Reset/1",
        "LWWRegister.Set/2", "LWWMap.Set/3", "LWWMap.Remove/2", "MVRegister.Set/3", "MVRegister.Clear/1", "MaxRegister.Raise/1", "MinRegister.Lower/1",
        "OneWayFlag.Enable/0", "EWFlag.Enable/1", "EWFlag.Disable/1", "DWFlag.Enable/2", "DWFlag.Disable/1",
        "GSet.Add/1", "TwoPhaseSet.Add/1", "TwoPhaseSet.Remove/1", "ORSet.Add/2", "RWSet.Add/3", "RWSet.Remove/2",
        "ORMap.Update/2", "ORMultiMap.Add/3", "PNCounterMap.Increment/3", "PNCounterMap.Decrement/3", "PNCounterMap.Add/3",
        "ReplicatedTree.Create/4", "ReplicatedTree.Move/4", "ReplicatedTree.Remove/3", "ReplicatedTree.SetValue/3",
        "ReplicatedText.Apply/2",
    ];

    public static bool Is(INamedTypeSymbol? type) => type is { ContainingNamespace: { Name: "Crdt", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } };

    public static bool IsJoin(IMethodSymbol method) =>
        Joins.Contains($"{method.ContainingType.Name}.{method.Name}/{method.Parameters.Length}")
        || (method is { Name: "Remove", Parameters: [{ Type.Name: "Removal" }] } && Is(method.ContainingType));

    public static Join Family(INamedTypeSymbol type) => new($"operations of {type.Name}");
}
