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
            TypeDeclarationSyntax type => IsInitializedWith(type, member, parameter),
            ConstructorDeclarationSyntax constructor => IsAssigned(constructor, member, parameter),
            _ => true,
        };

    /// <summary>A positional member is declared by the parameter itself; one declared by hand must begin with it. One that is inherited is the base constructor's.</summary>
    private static bool IsInitializedWith(TypeDeclarationSyntax type, ISymbol member, IParameterSymbol parameter)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingType, parameter.ContainingType))
        {
            var arguments = type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault()?.ArgumentList;
            return IsPassedOn(arguments, parameter.ContainingType.BaseType, member, parameter);
        }

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
        if (assigned.Count > 0) return assigned.All(pair => pair.IsSimple && IsPlain(pair.Value, parameter));
        var type = parameter.ContainingType;
        return constructor.Initializer is { } other && IsPassedOn(other.ArgumentList, other.IsKind(SyntaxKind.ThisConstructorInitializer) ? type : type.BaseType, member, parameter);
    }

    /// <summary>Whether the parameter is an argument of another constructor as it is, and the member keeps it there.</summary>
    private static bool IsPassedOn(ArgumentListSyntax? arguments, INamedTypeSymbol? type, ISymbol member, IParameterSymbol parameter)
    {
        if (arguments is null || type is null) return false;
        var candidates = type.InstanceConstructors.Where(c => c.Parameters.Length >= arguments.Arguments.Count && !SymbolEqualityComparer.Default.Equals(c, parameter.ContainingSymbol)).ToList();
        for (var i = 0; i < arguments.Arguments.Count; i++)
        {
            var argument = arguments.Arguments[i];
            if (!IsPlain(argument.Expression, parameter)) continue;
            var name = argument.NameColon?.Name.Identifier.ValueText;
            var targets = candidates
                .Select(c => name is null ? c.Parameters[i] : c.Parameters.FirstOrDefault(p => p.Name == name))
                .Where(p => p is not null && SymbolEqualityComparer.Default.Equals(p.Type, parameter.Type) && string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (targets.Count > 0 && targets.All(p => Keep(member, p!))) return true;
        }

        return false;
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
