using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>Which types depend on a culture when they become text, and when they are put in order.</summary>
internal static class CultureTypes
{
    private const int MaxDepth = 6;

    /// <summary>Whether text made of a value of the type depends on the culture: signs, separators, names of months.</summary>
    public static bool IsFormatted(ITypeSymbol? type) => IsFormatted(type, 0, null);

    /// <summary>Whether the default order of the type's values depends on the culture: text, and what is compared by text.</summary>
    public static bool IsCompared(ITypeSymbol? type) => IsCompared(type, 0);

    private static bool IsFormatted(ITypeSymbol? type, int depth, HashSet<ITypeSymbol>? seen)
    {
        if (type is null || depth > MaxDepth)
            return false;
        switch (type.SpecialType)
        {
            case SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal
                or SpecialType.System_DateTime or SpecialType.System_IntPtr:
                return true;
        }

        if (type is not INamedTypeSymbol named || type.TypeKind == TypeKind.Enum)
            return false;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || named is { Name: "KeyValuePair", Arity: 2 } || named.IsTupleType || named.Name == "Tuple")
            return named.TypeArguments.Any(argument => IsFormatted(argument, depth + 1, seen)) || named.TupleElements.ToArraySafe().Any(element => IsFormatted(element.Type, depth + 1, seen));
        var space = named.ContainingNamespace?.FullName();
        if (space == "System" && named.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Half" or "Int128")
            return true;
        if (space == "System.Numerics" && named.Name is "BigInteger" or "Complex" or "Vector2" or "Vector3" or "Vector4" or "Quaternion")
            return true;
        // A record prints its members, unless it says otherwise.
        if (!named.IsRecord || HasOwnText(named))
            return named.IsAnonymousType && named.GetMembers().OfType<IPropertySymbol>().Any(property => IsFormatted(property.Type, depth + 1, seen));
        seen ??= new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        if (!seen.Add(named))
            return false;
        for (var current = named; current is { IsRecord: true }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property && property.Name != "EqualityContract" && IsFormatted(property.Type, depth + 1, seen))
                    return true;
                if (member is IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } field && IsFormatted(field.Type, depth + 1, seen))
                    return true;
            }
        }

        return false;
    }

    private static bool HasOwnText(INamedTypeSymbol record) => record.GetMembers().OfType<IMethodSymbol>()
        .Any(static method => !method.IsImplicitlyDeclared && ((method.Name == WellKnownMemberNames.ObjectToString && method.Parameters.IsEmpty) || method.Name == "PrintMembers"));

    private static bool IsCompared(ITypeSymbol? type, int depth)
    {
        if (type is null || depth > MaxDepth)
            return false;
        if (type.SpecialType == SpecialType.System_String)
            return true;
        return type is INamedTypeSymbol named && (named.IsTupleType || named.Name == "Tuple" || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            && (named.TypeArguments.Any(argument => IsCompared(argument, depth + 1)) || named.TupleElements.ToArraySafe().Any(element => IsCompared(element.Type, depth + 1)));
    }

    private static System.Collections.Immutable.ImmutableArray<IFieldSymbol> ToArraySafe(this System.Collections.Immutable.ImmutableArray<IFieldSymbol> elements) => elements.IsDefault ? [] : elements;

    /// <summary>Whether a constant format makes the text of a value of the type the same in every culture.</summary>
    public static bool IsInvariantFormat(ITypeSymbol? type, string? format, IOperation? value)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is null)
            return false;
        if (string.IsNullOrEmpty(format))
            return Signs.IsNeverNegative(value);
        switch (type.SpecialType)
        {
            case SpecialType.System_DateTime:
                return format is "O" or "o" or "R" or "r" or "s" or "u";
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return format![0] is 'X' or 'x' or 'B' or 'b' || (Signs.IsNeverNegative(value) && (format[0] is 'D' or 'd' or 'G' or 'g' || format.All(static c => c == '0')));
        }

        return type.Name switch
        {
            "DateTimeOffset" => format is "O" or "o" or "R" or "r" or "s" or "u",
            "DateOnly" or "TimeOnly" => format is "O" or "o" or "R" or "r",
            "TimeSpan" => format is not ("g" or "G"),
            "Int128" or "UInt128" or "BigInteger" => format![0] is 'X' or 'x' or 'B' or 'b',
            _ => false,
        };
    }
}
