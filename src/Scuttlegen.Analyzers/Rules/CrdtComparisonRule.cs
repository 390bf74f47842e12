using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4009: two CRDTs are compared by reference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CrdtComparisonRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CrdtComparedByReference,
        "CRDTs are compared by value",
        "This compares two values of '{0}' by reference, and equal ones need not be one object: which are depends on the history of the peer; use Equals",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whether an operation that changes nothing returns its receiver or an equal value depends on how the value came about.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CrdtComparedByReference));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (CrdtTypes.In(start.Compilation) is not { } crdts || EntryPoints.For(start.Compilation) is not { } entries)
                return;
            // By syntax, and looked at more closely where it may be: or every body of the program would be turned into operations for this rule.
            start.RegisterSyntaxNodeAction(node => AnalyzeOperator(node, crdts, entries), SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression);
            start.RegisterSyntaxNodeAction(node => AnalyzeCall(node, crdts, entries), SyntaxKind.InvocationExpression);
        });
    }

    private static void AnalyzeOperator(SyntaxNodeAnalysisContext context, CrdtTypes crdts, EntryPoints entries)
    {
        var syntax = (BinaryExpressionSyntax)context.Node;
        if (syntax.Left is not LiteralExpressionSyntax && syntax.Right is not LiteralExpressionSyntax
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null } comparison)
            Compare(context, comparison.LeftOperand, comparison.RightOperand, crdts, entries);
    }

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, CrdtTypes crdts, EntryPoints entries)
    {
        var name = ((InvocationExpressionSyntax)context.Node).Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => null,
        };
        if (name == nameof(ReferenceEquals)
            && context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is IInvocationOperation
            {
                TargetMethod: { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object },
                Arguments: [var left, var right],
            })
            Compare(context, left.Value, right.Value, crdts, entries, isMeant: true);
    }

    private static void Compare(SyntaxNodeAnalysisContext context, IOperation left, IOperation right, CrdtTypes crdts, EntryPoints entries, bool isMeant = false)
    {
        isMeant |= IsCast(left) || IsCast(right);
        var (one, other) = (Unconverted(left).Type, Unconverted(right).Type);
        if (one is not { IsValueType: false } || other is not { IsValueType: false } || !crdts.IsCrdt(one) || !crdts.IsCrdt(other))
            return;
        // A CRDT's own code may well ask first whether it is given itself, and a view whether it has to be drawn again.
        if (crdts.IsCrdt(context.ContainingSymbol?.ContainingType) || (isMeant && !(context.ContainingSymbol is IMethodSymbol method && entries.WordFor(method) is not null)))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Node.GetLocation(), one.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    private static bool IsCast(IOperation operand) => operand is IConversionOperation { IsImplicit: false };

    private static IOperation Unconverted(IOperation operand) => operand is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operand;
}
