using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4006: the <c>Merge</c> of a CRDT of the user's is visibly no join.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MergeNotJoinRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.MergeNotJoin,
        "Merge is a join",
        "'{0}' {1}, so it is not {2} and replicas that merge do not become equal; return the least value that holds all of both",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Replicas merge in any order, any grouping and any number of times. They end up equal only if merging is commutative, associative and idempotent.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.MergeNotJoin));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (CrdtTypes.In(start.Compilation) is { } crdts)
                start.RegisterSymbolAction(symbol => Analyze(symbol, crdts), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, CrdtTypes crdts)
    {
        if (context.Symbol is not IMethodSymbol { IsStatic: false, Parameters: [var other], ContainingType: { } type } method
            || !IsMerge(method, other, type) || !crdts.IsCrdtOfItself(type))
            return;
        var body = new Body(Bodies.For(context.Compilation).Of(method, context.CancellationToken));
        var returned = body.Returned.Select(Unwrapped).Where(value => value is not IThrowOperation).ToList();
        if (returned.Count == 0 || body.Operations.Any(operation => operation is IInvalidOperation))
            return;
        if (returned.TrueForAll(value => IsParameter(value, other)))
            Report(context, method, "returns what it is given, whatever this value holds", "commutative");
        else if (Storage.Of(type).Any() && !body.Operations.Any(operation => IsParameter(operation, other) && !IsNullCheck(operation)))
            Report(context, method, "never looks at the value it is given", "commutative");
        else if (!body.Operations.Any(ReadsThis))
            Report(context, method, "never looks at this value", "commutative");
        foreach (var operation in body.Operations)
        {
            if (FindAccumulation(operation, other) is { } reason && IsResult(operation))
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), $"{type.Name}.Merge", reason, "idempotent"));
        }
    }

    private static bool IsMerge(IMethodSymbol method, IParameterSymbol other, INamedTypeSymbol type) =>
        (method.Name == "Merge" || method.ExplicitInterfaceImplementations.Any(slot => slot.Name == "Merge"))
        && SymbolEqualityComparer.Default.Equals(other.Type, type) && SymbolEqualityComparer.Default.Equals(method.ReturnType, type);

    private static void Report(SymbolAnalysisContext context, IMethodSymbol method, string reason, string law) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], $"{method.ContainingType.Name}.Merge", reason, law));

    private static IOperation Unwrapped(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Unwrapped(conversion.Operand),
        IParenthesizedOperation parentheses => Unwrapped(parentheses.Operand),
        _ => value,
    };

    private static bool IsParameter(IOperation value, IParameterSymbol parameter) =>
        value is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    // Its own members, itself, or a parameter of the primary constructor.
    private static bool ReadsThis(IOperation operation) =>
        operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
        || operation is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static bool IsNullCheck(IOperation reference)
    {
        var at = reference.Parent;
        while (at is IConversionOperation or IArgumentOperation)
            at = at.Parent;
        return at is IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } }
            or IInvocationOperation { TargetMethod.Name: "ThrowIfNull" }
            or INameOfOperation
            || (at is IBinaryOperation comparison && (IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand)));
    }

    private static bool IsNull(IOperation operand) => Unwrapped(operand).ConstantValue is { HasValue: true, Value: null };

    private static string? FindAccumulation(IOperation operation, IParameterSymbol other)
    {
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null or { ContainingType.SpecialType: not SpecialType.None } or { Name: "op_Addition" } } sum
                when AreTheSame(sum.LeftOperand, sum.RightOperand, other):
                return "adds up what both hold, and counts again what is merged again";
            case IInvocationOperation { TargetMethod: { Name: "AddRange" or "InsertRange" } method, Instance: { } receiver } call
                when method.ContainingType.Name is "ImmutableList" or "ImmutableArray" or "List"
                    && call.Arguments.Any(argument => AreTheSame(receiver, argument.Value, other)):
                return "appends what the other holds, and appends it again when it is merged again";
            default:
                return null;
        }
    }

    private static bool AreTheSame(IOperation one, IOperation two, IParameterSymbol other) =>
        Unwrapped(one) is IMemberReferenceOperation { Instance: { } left } mine && Unwrapped(two) is IMemberReferenceOperation { Instance: { } right } theirs
        && SymbolEqualityComparer.Default.Equals(mine.Member, theirs.Member)
        && ((ReadsThis(Unwrapped(left)) && IsParameter(Unwrapped(right), other)) || (IsParameter(Unwrapped(left), other) && ReadsThis(Unwrapped(right))));

    /// <summary>Whether the value goes unchanged into the merged object.</summary>
    private static bool IsResult(IOperation operation)
    {
        var at = operation.Parent;
        while (at is IConversionOperation or IParenthesizedOperation)
            at = at.Parent;
        return at is IArgumentOperation { Parent: IObjectCreationOperation }
            or ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation };
    }
}
