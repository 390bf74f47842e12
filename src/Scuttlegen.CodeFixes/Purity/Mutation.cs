using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>
/// A statement that would change a member below a parameter or local: <c>state.X = v;</c>, <c>state.X++;</c>, <c>state.Items.Add(v);</c> with
/// an immutable <c>Items</c>. As a copy it is <c>root with { X = v }</c>.
/// </summary>
/// <param name="Statement">The statement.</param>
/// <param name="Root">The parameter or local.</param>
/// <param name="Path">The members from there, for example <c>Inner</c>, <c>X</c>; empty: the root itself is replaced.</param>
/// <param name="Value">What the last member becomes.</param>
internal sealed record Mutation(ExpressionStatementSyntax Statement, ISymbol Root, ImmutableArray<string> Path, string Value)
{
    /// <summary>The mutation that a statement is, or <see langword="null"/> where a copy cannot be made of it.</summary>
    public static Mutation? Of(ExpressionStatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        switch (statement.Expression)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                return At(statement, assignment.Left, assignment.Right.WithoutTrivia().ToString(), mustSet: true, model, cancellation);

            case AssignmentExpressionSyntax assignment when OperatorOf(assignment) is { } op && IsWide(assignment.Left, model, cancellation):
                var right = assignment.Right.WithoutTrivia();
                var operand = op == "??" || IsPrimary(right) ? right.ToString() : $"({right})";
                return At(statement, assignment.Left, $"{assignment.Left.WithoutTrivia()} {op} {operand}", mustSet: true, model, cancellation);

            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step when IsWide(step.Operand, model, cancellation):
                return At(statement, step.Operand, $"{step.Operand} {(step.IsKind(SyntaxKind.PostIncrementExpression) ? "+" : "-")} 1", mustSet: true, model, cancellation);

            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step when IsWide(step.Operand, model, cancellation):
                return At(statement, step.Operand, $"{step.Operand} {(step.IsKind(SyntaxKind.PreIncrementExpression) ? "+" : "-")} 1", mustSet: true, model, cancellation);

            // The result of an immutable collection's method, dropped.
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
                when model.GetTypeInfo(access.Expression, cancellation).Type is INamedTypeSymbol collection
                    && collection.ContainingNamespace?.ToDisplayString() == "System.Collections.Immutable"
                    && SymbolEqualityComparer.Default.Equals(collection, model.GetTypeInfo(call, cancellation).Type):
                return At(statement, access.Expression, call.WithoutTrivia().ToString(), mustSet: false, model, cancellation);

            default:
                return null;
        }
    }

    /// <summary>Whether the new value looks at what <paramref name="earlier"/> changed.</summary>
    public bool Reads(Mutation earlier)
    {
        var text = SyntaxFactory.ParseExpression(Value);
        return text.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == Root.Name
            && (name.Parent is not MemberAccessExpressionSyntax access || access.Expression != name || access.Name.Identifier.ValueText == earlier.Path[0]));
    }

    /// <summary><c>X = v</c>, or <c>Inner = root.Inner with { X = v }</c>.</summary>
    public string Initializer()
    {
        var text = $"{Path[Path.Length - 1]} = {Value}";
        for (var depth = Path.Length - 2; depth >= 0; depth--)
            text = $"{Path[depth]} = {RootName}.{string.Join(".", Path.Take(depth + 1))} with {{ {text} }}";
        return text;
    }

    /// <summary>The root as it is written.</summary>
    public string RootName => SyntaxFacts.GetKeywordKind(Root.Name) == SyntaxKind.None ? Root.Name : "@" + Root.Name;

    private static Mutation? At(ExpressionStatementSyntax statement, ExpressionSyntax target, string value, bool mustSet, SemanticModel model, CancellationToken cancellation)
    {
        var path = ImmutableArray.CreateBuilder<string>();
        var current = target;
        while (current is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access)
        {
            if (!CanBeSet(model.GetSymbolInfo(access, cancellation).Symbol) || !CanBeCopied(model.GetTypeInfo(access.Expression, cancellation).Type, model))
                return null;
            path.Insert(0, access.Name.Identifier.Text);
            current = access.Expression;
        }

        if (current is not IdentifierNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not { } root || !CanBeReplaced(root))
            return null;
        // What is assigned must be the target alone.
        if (path.Count == 0 && mustSet)
            return null;
        var isNested = statement.Expression.DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } or AnonymousFunctionExpressionSyntax or DeclarationExpressionSyntax
            || node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PostIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.PostDecrementExpression);
        return isNested && statement.Expression is not (PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax) ? null : new Mutation(statement, root, path.ToImmutable(), value);
    }

    private static bool CanBeReplaced(ISymbol root) => root switch
    {
        IParameterSymbol { RefKind: RefKind.None, IsParams: false } => true,
        ILocalSymbol { IsRef: false, IsConst: false, IsUsing: false, IsForEach: false } => true,
        _ => false,
    };

    private static bool CanBeSet(ISymbol? member) => member switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false, SetMethod: { } setter } => setter.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal,
        IFieldSymbol { IsStatic: false, IsReadOnly: false } => true,
        _ => false,
    };

    private static bool CanBeCopied(ITypeSymbol? type, SemanticModel model) =>
        type is { IsRecord: true } or { IsValueType: true, SpecialType: SpecialType.None, IsRefLikeType: false }
        && model.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp10 };

    private static string? OperatorOf(AssignmentExpressionSyntax assignment) => assignment.Kind() switch
    {
        SyntaxKind.CoalesceAssignmentExpression => "??",
        SyntaxKind.SimpleAssignmentExpression => null,
        _ => assignment.OperatorToken.Text.TrimEnd('='),
    };

    /// <summary>Whether <c>x + 1</c> has the type of <c>x</c>: a byte's has not.</summary>
    private static bool IsWide(ExpressionSyntax target, SemanticModel model, CancellationToken cancellation) => model.GetTypeInfo(target, cancellation).Type is { } type
        && type.SpecialType is not (SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char)
        && type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate };

    private static bool IsPrimary(ExpressionSyntax expression) => expression is
        NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or LiteralExpressionSyntax or ObjectCreationExpressionSyntax
        or InterpolatedStringExpressionSyntax;
}
