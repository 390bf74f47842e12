using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Generators.Extraction;

/// <summary>What constructors do with their parameters, as far as the source shows it.</summary>
internal static class Constructors
{
    /// <summary>Whether the member holds, after the constructor, just what the parameter was given. What no source shows is trusted.</summary>
    public static bool Keep(ISymbol member, IParameterSymbol parameter) =>
        parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            TypeDeclarationSyntax => IsInitializedWith(member, parameter),
            ConstructorDeclarationSyntax constructor => IsAssigned(constructor, member, parameter),
            _ => true,
        };

    /// <summary>A positional member is declared by the parameter itself; one declared by hand must begin with it. One that is inherited is the base constructor's.</summary>
    private static bool IsInitializedWith(ISymbol member, IParameterSymbol parameter)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingType, parameter.ContainingType)) return true;
        return member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } property =>
                IsPlain(property.Initializer?.Value, parameter) && accessors.All(a => a.Body is null && a.ExpressionBody is null),
            VariableDeclaratorSyntax field => IsPlain(field.Initializer?.Value, parameter),
            _ => true,
        };
    }

    private static bool IsAssigned(ConstructorDeclarationSyntax constructor, ISymbol member, IParameterSymbol parameter)
    {
        var assigned = constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>().SelectMany(Pairs).Where(pair => NameOf(pair.Target) == member.Name).ToList();

        // What this constructor does not assign, another that it calls may.
        return assigned.Count == 0 ? constructor.Initializer is not null : assigned.All(pair => pair.IsSimple && IsPlain(pair.Value, parameter));
    }

    /// <summary>The assignments that one expression makes: several if it assigns tuples.</summary>
    private static IEnumerable<(ExpressionSyntax Target, ExpressionSyntax Value, bool IsSimple)> Pairs(AssignmentExpressionSyntax assignment)
    {
        var isSimple = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
        if (assignment is { Left: TupleExpressionSyntax targets, Right: TupleExpressionSyntax values } && targets.Arguments.Count == values.Arguments.Count)
            return targets.Arguments.Zip(values.Arguments, (target, value) => (target.Expression, value.Expression, isSimple));
        return [(assignment.Left, assignment.Right, isSimple)];
    }

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    // A null that is refused is not kept either, but then there is no value to read back.
    private static bool IsPlain(ExpressionSyntax? value, IParameterSymbol parameter) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsPlain(inner.Expression, parameter),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven => IsPlain(forgiven.Operand, parameter),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } checkedValue => IsPlain(checkedValue.Left, parameter),
        IdentifierNameSyntax name => name.Identifier.ValueText == parameter.Name,
        _ => false,
    };
}
