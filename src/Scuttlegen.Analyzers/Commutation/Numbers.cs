using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>Which types are joined exactly, and when a conversion keeps what was held or joined.</summary>
internal static class Numbers
{
    /// <summary>Whole numbers, whose sums wrap and so do not depend on the order.</summary>
    public static bool AddExactly(ITypeSymbol? type) => BitsOf(type) > 0 || IsWide(type) || type is { Name: "BigInteger", ContainingNamespace.Name: "Numerics" };

    /// <summary>Types of which two values that compare equal are the same, bit for bit. Not so 1.0m and 1.00m, times of different offsets, NaN, or text under a culture.</summary>
    public static bool CompareExactly(ITypeSymbol? type, string key) =>
        AddExactly(type)
        || type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Char }
        || type is { Name: "TimeSpan" or "DateOnly" or "TimeOnly" or "Guid" or "Rune", ContainingNamespace.Name: "System" or "Text" }
        || type is { Name: "Stamp" or "Source" or "PeerId", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } }

        // The context's time is always UTC, to the millisecond.
        || key.StartsWith("context.Timestamp", StringComparison.Ordinal);

    /// <summary>Whether equal elements of a set are the same, bit for bit.</summary>
    public static bool EqualExactly(ITypeSymbol? type, int depth = 0)
    {
        if (type is null || depth > 4)
            return false;
        if (CompareExactly(type, "") || type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean || type.TypeKind == TypeKind.TypeParameter)
            return true;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return EqualExactly(nullable.TypeArguments[0], depth + 1);
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return tuple.TupleElements.All(element => EqualExactly(element.Type, depth + 1));
        if (Parts.IsFramework(type))
            return type is { Name: "Dot" or "StoreId" or "Source" or "Uri" };
        return type.IsRecord && Parts.Of(type).All(part => EqualExactly((part as IPropertySymbol)?.Type ?? (part as IFieldSymbol)?.Type, depth + 1));
    }

    public static bool IsFloating(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double } or { Name: "Half", ContainingNamespace.Name: "System" };

    /// <summary>Whether a value that is held or joined is still that after a conversion: its bits are all there, and where its order counts, that is the same.</summary>
    public static bool Keeps(Value value, ITypeSymbol? source, ITypeSymbol? target, bool isImplicit)
    {
        var (before, join) = value switch
        {
            Value.Held held => (held, null),
            Value.Joined joined => (joined.Before, joined.Join),
            _ => ((Value.Held?)null, (Join?)null),
        };
        if (before is null || BitsOf(source) == 0 || BitsOf(target) == 0 || BitsOf(before.Type) == 0)
            return false;
        return isImplicit || ((join is null or { IsModular: true }) && BitsOf(target) >= BitsOf(before.Type));
    }

    private static bool IsWide(ITypeSymbol? type) => type is { Name: "Int128" or "UInt128", ContainingNamespace.Name: "System" };

    private static int BitsOf(ITypeSymbol? type) => (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum ? @enum.EnumUnderlyingType : type)?.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 8,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 16,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 32,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => 64,
        _ => 0,
    };
}
