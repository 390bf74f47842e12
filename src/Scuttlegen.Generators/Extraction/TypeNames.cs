using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>The names of symbols in generated code, in messages and in file names.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Readable = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type in generated code, with the nullable annotations of its arguments but not its own.</summary>
    public static string InCode(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Annotated);

    /// <summary>The type as signatures tell types apart: without annotations.</summary>
    public static string InSignature(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type in messages and in the contract.</summary>
    public static string InText(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Readable);

    /// <summary>Whether the type is written as a tuple: <c>(int X, string Y)</c>.</summary>
    public static bool IsTuple(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true, TupleElements: { IsDefault: false, Length: > 1 } };

    /// <summary>What <see cref="InText"/> says of the type that <see cref="InCode"/> spells so.</summary>
    public static string InContract(string typeInCode) => typeInCode.Replace("global::", "").Replace("@", "");

    /// <summary>The type as messages about one file show it: no namespace.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Whether the symbol and all around it have names: while one types, they may not yet.</summary>
    public static bool IsNamed(ISymbol symbol)
    {
        for (var part = symbol; part is not (null or INamespaceSymbol { IsGlobalNamespace: true } or IAssemblySymbol or IModuleSymbol); part = part.ContainingSymbol)
        {
            if (part.Name.Length == 0) return false;
        }

        return true;
    }

    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>The type's full metadata name: <c>Namespace.Outer+Inner`1</c>.</summary>
    public static string Metadata(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer) return Metadata(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(PlainNamespace) + "." + type.MetadataName : type.MetadataName;
    }

    public static bool Is(this ITypeSymbol? type, string space, string metadataName) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.MetadataName == metadataName
        && Is(named.ContainingNamespace, space);

    // Asked of every attribute and every type: no text is made of it.
    private static bool Is(INamespaceSymbol symbol, string space)
    {
        var end = space.Length;
        for (var part = symbol; !part.IsGlobalNamespace; part = part.ContainingNamespace)
        {
            if (end < space.Length && (end == 0 || space[--end] != '.')) return false;
            end -= part.Name.Length;
            if (end < 0 || string.CompareOrdinal(space, end, part.Name, 0, part.Name.Length) != 0) return false;
        }

        return end == 0;
    }

    private static readonly SymbolDisplayFormat PlainNamespace =
        new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    public static string NamespaceInCode(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted))
            : "";

    public static DeclarationModel Declaration(INamedTypeSymbol type)
    {
        var headers = new List<string>();
        for (var part = type; part is not null; part = part.ContainingType) headers.Insert(0, $"partial {Keyword(part)} {Escape(part.Name)}{Parameters(part)}");
        return new DeclarationModel(HintNames.Of(type), NamespaceInCode(type), headers.ToEquatableArray());
    }

    private static string Parameters(INamedTypeSymbol type) => type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name)))}>";

    public static bool IsPublic(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsPublic(array.ElementType);
            case INamedTypeSymbol named:
                for (var part = named; part is not null; part = part.ContainingType)
                {
                    if (part.DeclaredAccessibility != Accessibility.Public || !part.TypeArguments.All(IsPublic)) return false;
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>Whether code elsewhere in the same assembly can name the type.</summary>
    public static bool IsInternal(ITypeSymbol type)
    {
        for (var part = type as INamedTypeSymbol; part is not null; part = part.ContainingType)
        {
            if (part.IsFileLocal || part.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    public static AssemblyFact Assembly(ITypeSymbol type)
    {
        var name = (type as IArrayTypeSymbol)?.ElementType.ContainingAssembly?.Name ?? type.ContainingAssembly?.Name ?? "";
        var isPlatform = name.Length == 0
            || name == "System" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name is "mscorlib" or "netstandard";
        return new AssemblyFact(name, isPlatform);
    }

    public static TypeFact Fact(ITypeSymbol type) => new(InCode(type), InText(type), Short(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), type.IsValueType, Assembly(type));

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
