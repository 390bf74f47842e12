using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Text made without a method that takes a culture: interpolated strings, concatenation, <c>Append(number)</c>, <c>Empty</c> collections.</summary>
internal static class InvariantText
{
    /// <summary><c>$"…"</c> becomes <c>string.Create(CultureInfo.InvariantCulture, $"…")</c>; as the argument of a method with an overload for that, it gets its culture there.</summary>
    public static NodeEdit? Of(InterpolatedStringExpressionSyntax text, SemanticModel model, CancellationToken cancellation)
    {
        if (text.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list }
            && model.GetTypeInfo(text, cancellation).ConvertedType is { SpecialType: not SpecialType.System_String and not SpecialType.System_Object })
        {
            foreach (var argument in list.Arguments)
            {
                if ((CultureConstant.Of(argument.Expression, model, cancellation) ?? CultureConstant.OfNothing(argument, model, cancellation)) is var (_, edit))
                    return edit;
            }

            return MissingArgument.Of(call, model, cancellation) is var (_, edits) ? edits[0] : null;
        }

        // Converted to a FormattableString it is formatted later, elsewhere.
        if (model.GetTypeInfo(text, cancellation) is not { Type.SpecialType: SpecialType.System_String, ConvertedType.SpecialType: SpecialType.System_String or SpecialType.System_Object } || IsCast(text) || !HasCreate(model))
            return null;
        var culture = TypeReference.CultureInfo(text.SpanStart, model);
        return NodeEdit.Of(text, old => SyntaxFactory.ParseExpression("string")
            .Call("Create", culture.Dot("InvariantCulture"), old.WithoutTrivia())
            .WithTriviaFrom(old)).With(culture);
    }

    private static bool IsCast(SyntaxNode text) => text.Parent is ParenthesizedExpressionSyntax ? IsCast(text.Parent) : text.Parent is CastExpressionSyntax;

    /// <summary>Numbers and dates among the operands get <c>.ToString(CultureInfo.InvariantCulture)</c>.</summary>
    public static IReadOnlyList<NodeEdit> OfConcatenation(ExpressionSyntax concatenation, SemanticModel model, CancellationToken cancellation)
    {
        var edits = new List<NodeEdit>();
        if (model.GetTypeInfo(concatenation, cancellation).Type?.SpecialType != SpecialType.System_String)
            return edits;
        var pending = new Stack<ExpressionSyntax>([concatenation]);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } binary when model.GetTypeInfo(binary, cancellation).Type?.SpecialType == SpecialType.System_String:
                    pending.Push(binary.Right);
                    pending.Push(binary.Left);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } assignment:
                    pending.Push(assignment.Right);
                    break;
                case ParenthesizedExpressionSyntax parenthesized when model.GetTypeInfo(parenthesized, cancellation).Type?.SpecialType == SpecialType.System_String:
                    pending.Push(parenthesized.Expression);
                    break;
                case InterpolatedStringExpressionSyntax:
                    // A finding of its own.
                    break;
                case var operand when OfOperand(operand, model, cancellation) is { } edit:
                    edits.Add(edit);
                    break;
            }
        }

        return edits;
    }

    /// <summary><c>builder.Append(number)</c>, which has no overload with a culture but for interpolated strings; and <c>Empty</c> of sorted collections has a comparer to be set.</summary>
    public static (string Title, IReadOnlyList<NodeEdit> Edits)? Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { Name: "Append", Parameters.Length: 1 } method
            || method.ContainingType.ToDisplayString() != "System.Text.StringBuilder"
            || !IsFormatted(method.Parameters[0].Type) || !HasCreate(model))
        {
            return null;
        }

        var culture = TypeReference.CultureInfo(call.SpanStart, model);
        var edit = NodeEdit.Of(call.ArgumentList, old =>
        {
            var value = old.Arguments[0].Expression.WithoutTrivia();
            var hole = SyntaxFactory.Interpolation(value is ConditionalExpressionSyntax or AssignmentExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(value) : value);
            var text = SyntaxFactory.InterpolatedStringExpression(SyntaxFactory.Token(SyntaxKind.InterpolatedStringStartToken), [hole]);
            return ArgumentLists.List(culture.Dot("InvariantCulture"), text).WithTriviaFrom(old);
        });
        return ("Use 'CultureInfo.InvariantCulture'", [edit.With(culture)]);
    }

    private static NodeEdit? OfOperand(ExpressionSyntax operand, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(operand, cancellation).Type is not { } type)
            return null;
        var isNullable = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        var value = isNullable ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        if (!IsFormatted(value))
            return null;
        var culture = TypeReference.CultureInfo(operand.SpanStart, model);
        return NodeEdit.Of(operand, old =>
        {
            var arguments = ArgumentLists.List(culture.Dot("InvariantCulture"));
            ExpressionSyntax text = isNullable
                ? SyntaxFactory.ConditionalAccessExpression(
                    old.Operand(), SyntaxFactory.InvocationExpression(SyntaxFactory.MemberBindingExpression(SyntaxFactory.IdentifierName("ToString")), arguments))
                : SyntaxFactory.InvocationExpression(
                    SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, old.Operand(), SyntaxFactory.IdentifierName("ToString")), arguments);
            return text.WithTriviaFrom(old);
        }).With(culture);
    }

    /// <summary>Whether the text of a value depends on the culture and can be told not to.</summary>
    private static bool IsFormatted(ITypeSymbol type) =>
        type.SpecialType is not (SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Boolean)
        && type.IsValueType
        && type.TypeKind != TypeKind.Enum
        && type.GetMembers("ToString").OfType<IMethodSymbol>().Any(static method => method.Parameters is [{ Type: { Name: "IFormatProvider", ContainingNamespace.Name: "System" } }]);

    private static bool HasCreate(SemanticModel model) =>
        model.Compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler") is not null;
}
