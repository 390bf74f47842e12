using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4007: a reducer gives a CRDT operation an author that is not the update's.</summary>
internal sealed class ReplicaIdRule() : ReducerRule(Descriptor, needsCrdts: true)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ReplicaIdMixedUp,
        "A CRDT operation is made under the update's own name",
        "{0} gives '{1}' ({2}) a {3} that is not the update's own, so two sources would write under one name; use '{4}'",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "CRDTs converge because each source writes only under its own name, and no two changes have one name. A name from the action, the state or a constant breaks that.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ReplicaIdMixedUp));

    public override bool Concerns(string word) => word == EntryPoints.Reducer;

    public override void Visit(IOperation operation, Frame frame, Reading reading)
    {
        // Only mutators write under a name; everything else may ask about anybody's.
        if (operation is not IInvocationOperation { TargetMethod: var method } call || !CrdtTypes.IsMutation(method.ReturnType) || !reading.Crdts!.IsCrdt(method.ContainingType))
            return;
        foreach (var argument in call.Arguments)
        {
            // Who receives is the author's choice.
            if (argument.Parameter is not { Name: not "to" } parameter || WayOut(parameter.Type) is not { } way)
                continue;
            if (reading.SourcesOf(argument.Value, frame).Exists(source => IsForeign(source.Operation, source.Frame, reading)))
                reading.Report(argument, frame, method, parameter.Type.Name, way);
        }
    }

    private static string? WayOut(ITypeSymbol type) => type switch
    {
        { Name: "Source", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } => "context.Source",
        { Name: "Stamp", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } => "context.Stamp",
        { Name: "Dot" } when CrdtTypes.IsInLibrary(type) => "Dot.From(context)",
        _ => null,
    };

    private static bool IsForeign(IOperation source, Frame frame, Reading reading)
    {
        switch (source)
        {
            // A dot or stamp is as much the update's own as the source in it.
            case IObjectCreationOperation creation when IsDotOrStamp(creation.Type) && creation.Arguments.FirstOrDefault(argument => WayOut(argument.Value.Type!) is not null) is { } part:
                return reading.SourcesOf(part.Value, frame).Exists(inner => IsForeign(inner.Operation, inner.Frame, reading));
            case IWithOperation copy:
                return reading.SourcesOf(copy.Operand, frame).Exists(inner => IsForeign(inner.Operation, inner.Frame, reading));
            case IObjectCreationOperation or IDefaultValueOperation or ILiteralOperation:
                return true;
            default:
                var roots = reading.RootsOf(source, frame);
                return roots != Roots.None && (roots & (Roots.Context | Roots.Other)) == 0;
        }
    }

    private static bool IsDotOrStamp(ITypeSymbol? type) => type is { Name: "Dot" or "Stamp" } && WayOut(type) is not null;
}
