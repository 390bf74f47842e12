using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// What of its state a reducer reads and writes, where that is plain to see: it returns <c>state</c> or <c>state with { X = … }</c>, and otherwise names its state only in <c>state.Y</c>,
/// where X and Y are init-only auto-properties.
/// </summary>
internal static class StateUses
{
    /// <summary>The members, or <see langword="null"/> if it may be any.</summary>
    public static StateUse? Of(IMethodSymbol method)
    {
        var body = method.PartialImplementationPart ?? method;
        var state = method.Parameters[0].Type;
        if (!AutoProperties.IsCopiedPlainly(state)
            || body.DeclaringSyntaxReferences.Length != 1
            || body.DeclaringSyntaxReferences[0].GetSyntax() is not MethodDeclarationSyntax declaration) return null;

        var name = body.Parameters[0].Name;
        var results = new HashSet<SyntaxNode>();
        if (!Results(declaration).All(result => AddResults(result, name, results)) || results.Count == 0) return null;

        var reads = new SortedSet<string>(StringComparer.Ordinal);
        var writes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var identifier in ((SyntaxNode?)declaration.Body ?? declaration.ExpressionBody)!.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (identifier.Identifier.ValueText != name) continue;
            if (results.Contains(identifier)) continue;
            switch (identifier.Parent)
            {
                case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access when access.Expression == identifier:
                    if (!IsInitOnly(state, access.Name.Identifier.ValueText)) return null;
                    reads.Add(access.Name.Identifier.ValueText);
                    break;
                case WithExpressionSyntax with when results.Contains(with):
                    foreach (var expression in with.Initializer.Expressions)
                    {
                        if (expression is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var member } } || !IsInitOnly(state, member)) return null;
                        writes.Add(member);
                    }

                    break;
                default:
                    return null;
            }
        }

        return new StateUse(reads.ToEquatableArray(), writes.ToEquatableArray());
    }

    /// <summary>The members that a method reads which returns something else than its state, or <see langword="null"/> if it may be any.</summary>
    public static EquatableArray<string>? ReadsOf(IMethodSymbol method)
    {
        var body = method.PartialImplementationPart ?? method;
        var state = method.Parameters[0].Type;
        if (!AutoProperties.IsCopiedPlainly(state)
            || body.DeclaringSyntaxReferences.Length != 1
            || body.DeclaringSyntaxReferences[0].GetSyntax() is not MethodDeclarationSyntax declaration
            || ((SyntaxNode?)declaration.Body ?? declaration.ExpressionBody) is not { } code) return null;

        var name = body.Parameters[0].Name;
        var reads = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var identifier in code.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (identifier.Identifier.ValueText != name) continue;
            if (identifier.Parent is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access
                || access.Expression != identifier
                || !IsInitOnly(state, access.Name.Identifier.ValueText)) return null;
            reads.Add(access.Name.Identifier.ValueText);
        }

        return reads.ToEquatableArray();
    }

    private static IEnumerable<ExpressionSyntax?> Results(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { } arrow) return [arrow.Expression];
        return method.Body?
            .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Select(r => r.Expression) ?? [];
    }

    private static bool AddResults(ExpressionSyntax? expression, string name, HashSet<SyntaxNode> results)
    {
        switch (expression)
        {
            case IdentifierNameSyntax { Identifier.ValueText: var identifier } when identifier == name:
            case WithExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var copied } } when copied == name:
                results.Add(expression);
                return true;
            case ThrowExpressionSyntax:
                return true;
            case ParenthesizedExpressionSyntax parenthesized:
                return AddResults(parenthesized.Expression, name, results);
            case ConditionalExpressionSyntax conditional:
                return AddResults(conditional.WhenTrue, name, results) && AddResults(conditional.WhenFalse, name, results);
            case SwitchExpressionSyntax choice:
                return choice.Arms.All(arm => AddResults(arm.Expression, name, results));
            default:
                return false;
        }
    }

    private static bool IsInitOnly(ITypeSymbol state, string name)
    {
        for (var part = state; part is not null; part = part.BaseType)
        {
            var members = part.GetMembers(name);
            if (members.Length == 0) continue;
            return members.Length == 1
                && members[0] is IPropertySymbol { IsStatic: false, IsVirtual: false, IsOverride: false } property
                && property.SetMethod is null or { IsInitOnly: true }
                && AutoProperties.IsAuto(property);
        }

        return false;
    }
}
