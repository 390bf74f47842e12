using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Recursion: what a member hands to itself, and whether something counts the levels.</summary>
internal sealed partial class Interpreter
{
    private void NoteRecursion(IMethodSymbol target, Binding binding, FlowState state)
    {
        if (_isRecursive(target) && !IsBounded(binding.Written))
            NoteDescent(target, binding.Arguments.Add(binding.Receiver), binding.Operation.Syntax);
    }

    private void NoteDescent(ISymbol callee, ImmutableArray<Value> given, SyntaxNode site)
    {
        foreach (var value in given)
        {
            foreach (var node in value.Nodes)
            {
                // Deeper into what this member was given itself.
                if (node.Kind == NodeKind.Root && !node.IsItself)
                    ReportIf(node, EffectCategory.Recursion, callee, site, null);
            }
        }
    }

    /// <summary>Whether a number counts the levels and is compared with a limit.</summary>
    private bool IsBounded(ImmutableArray<IArgumentOperation> written)
    {
        foreach (var argument in written)
        {
            if (MemberUse.Strip(argument.Value) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } step)
                continue;
            if (MemberUse.Strip(step.LeftOperand) is IParameterReferenceOperation { Parameter: var counter } && step.RightOperand.ConstantValue.HasValue && IsCompared(counter))
                return true;
        }

        return false;
    }

    private bool IsCompared(IParameterSymbol counter) => _member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(_cancellation).DescendantNodes().Any(node => node switch
    {
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression
            && (IsNamed(binary.Left, counter) || IsNamed(binary.Right, counter)),
        IsPatternExpressionSyntax pattern => IsNamed(pattern.Expression, counter),
        InvocationExpressionSyntax call => call.Expression.ToString().Contains("ThrowIf") && call.ArgumentList.Arguments.Any(argument => IsNamed(argument.Expression, counter)),
        _ => false,
    }));

    private static bool IsNamed(ExpressionSyntax expression, ISymbol symbol) => expression is IdentifierNameSyntax name && name.Identifier.ValueText == symbol.Name;
}
