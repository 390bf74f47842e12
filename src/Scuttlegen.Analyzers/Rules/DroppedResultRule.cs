using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4008: the result of an operation on an immutable value is dropped.</summary>
internal sealed class DroppedResultRule() : ReducerRule(Descriptor, needsCrdts: false)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DroppedResult,
        "The result of an operation on an immutable value is used",
        "{0} drops the result of '{1}' ({2}), which changes nothing itself; put the result into the state, or say '_ =' if it is not needed",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Immutable collections, strings and CRDTs return the changed value. Where that is dropped, the change is lost.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.DroppedResult));

    public override void Visit(IOperation operation, Frame frame, Reading reading)
    {
        // A lambda that is one expression drops its value because its type says so: the caller wants it to throw, perhaps.
        if (operation is IExpressionStatementOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionStatementSyntax, Operation: IInvocationOperation { TargetMethod: var method } call } && IsPure(method, call, reading))
            reading.Report(call, frame, method);
    }

    private static bool IsPure(IMethodSymbol method, IInvocationOperation call, Reading reading)
    {
        var type = method.ContainingType;
        var result = method.ReturnType;
        if (method.ReturnsVoid || type is null || method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out))
            return false;
        if (reading.Crdts is { } crdts && call.Instance is not null && crdts.IsCrdt(type) && (CrdtTypes.IsMutation(result) || crdts.IsCrdt(result)))
            return true;
        if (type.SpecialType is SpecialType.System_String or SpecialType.System_DateTime
            || type is { Name: "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            return call.Instance is not null && SymbolEqualityComparer.Default.Equals(type, result);
        return call.Instance is not null && IsImmutableCollection(type) && IsImmutableCollection(result);
    }

    private static bool IsImmutableCollection(ITypeSymbol type) =>
        type is { ContainingType: null, Name: var name } && (name.StartsWith("Immutable", StringComparison.Ordinal) || name.StartsWith("IImmutable", StringComparison.Ordinal))
        && MutableTypes.IsIn(type.ContainingNamespace, "Immutable", "Collections");
}
