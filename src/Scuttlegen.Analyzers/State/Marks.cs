using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.State;

/// <summary>Attributes of the runtime, known by name only.</summary>
internal static class Marks
{
    public static bool Has(ISymbol symbol, string attribute)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (Is(data, attribute))
                return true;
        }

        return false;
    }

    public static bool Is(AttributeData data, string attribute) =>
        data.AttributeClass is { ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == attribute;
}
