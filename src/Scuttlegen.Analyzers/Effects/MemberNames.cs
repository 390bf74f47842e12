using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>Members as a reader of a message would write them: <c>Stamps.Fresh</c>, <c>new Random</c>, <c>DateTime.UtcNow</c>.</summary>
internal static class MemberNames
{
    public static string Of(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => "new " + constructor.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } initializer => "static " + initializer.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } local => local.Name,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } op => $"{op.ContainingType.Name}.operator {OperatorToken(op.Name)}",
        IMethodSymbol { MethodKind: MethodKind.Conversion } conversion => $"{conversion.ContainingType.Name}.operator {conversion.ReturnType.Name}",
        IMethodSymbol { AssociatedSymbol: { } owner } => Of(owner),
        IMethodSymbol { ExplicitInterfaceImplementations: [var slot, ..] } implementation => $"{implementation.ContainingType.Name}.{slot.Name}",
        IPropertySymbol { IsIndexer: true } indexer => indexer.ContainingType.Name + "[]",
        IPropertySymbol { ExplicitInterfaceImplementations: [var slot, ..] } implementation => $"{implementation.ContainingType.Name}.{slot.Name}",
        IArrayTypeSymbol array => MinimalName(array.ElementType) + "[]",
        IParameterSymbol or ILocalSymbol or IFieldSymbol { ContainingType: null } => member.Name,
        // An extension block has no name of its own.
        { ContainingType: { IsExtension: true, ContainingType: { } holder } } => $"{holder.Name}.{member.Name}",
        { ContainingType: { } type } => $"{type.Name}.{member.Name}",
        _ => member.Name,
    };

    private static string MinimalName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string OperatorToken(string name) => SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(name)) is { Length: > 0 } token ? token : name;
}
