using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>Why well-known operations on what the state holds are no joins.</summary>
internal static class Reasons
{
    public static string? Of(IMethodSymbol method) => method switch
    {
        _ when Crdts.Is(method.ContainingType) && method.Name is "Remove" or "Reset" or "Disable" or "Enable" or "Clear" or "Set" or "Add"
            => "takes what was observed from the state instead of from the action",
        { ContainingType.Name: "ImmutableList" or "ImmutableArray" or "ImmutableQueue" or "ImmutableStack" or "IImmutableList" }
            => "is a sequence in the order of the updates",
        _ => null,
    };
}
