using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4010: a reducer takes what an operation observed from the state at the replay position.</summary>
internal sealed class ObservedFromStateRule() : ReducerRule(Descriptor, needsCrdts: true)
{
    private const string Preparation = "Prepare";
    private const Roots Harmless = Roots.Action | Roots.Context | Roots.Static | Roots.Fresh;

    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ObservedFromState,
        "What was observed comes from the action",
        "{0} lets '{1}' ({2}) take what it observed from the state at the replay position, where changes stand that the author had not seen, and they are lost; "
            + "dispatch(state => …) an action that carries the Observe(…) or Prepare…(…), and pass that",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A reducer runs at the update's place in the one order, where the state holds more than its author had seen when it dispatched. An operation that takes back what was observed must take that from the action.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ObservedFromState));

    public override bool Concerns(string word) => word == EntryPoints.Reducer;

    public override void Visit(IOperation operation, Frame frame, Reading reading)
    {
        if (operation is not IInvocationOperation { Instance: { } receiver, TargetMethod: var method } call || !CrdtTypes.IsInLibrary(method.ContainingType) || !CrdtTypes.IsMutation(method.ReturnType))
            return;
        var given = call.Arguments.FirstOrDefault(argument => CrdtTypes.IsObservation(argument.Parameter?.OriginalDefinition.Type));
        if (given is null)
        {
            // It observes by itself: on what the reducer made it may.
            if ((HasObservingOverload(method) || HasPreparation(method)) && IsOfState(receiver, frame, reading))
                reading.Report(call, frame, method);
        }
        else if (reading.SourcesOf(given.Value, frame).Exists(source =>
            source.Operation is IInvocationOperation { TargetMethod: var observe, Instance: { } observed }
            && IsObserving(observe) && IsOfState(observed, source.Frame, reading)))
        {
            reading.Report(call, frame, method);
        }
    }

    private static bool IsObserving(IMethodSymbol method) =>
        CrdtTypes.IsInLibrary(method.ContainingType) && (method.Name == "Observe" || method.Name.StartsWith(Preparation, StringComparison.Ordinal));

    /// <summary>Whether there is one that prepares the same for an action.</summary>
    private static bool HasPreparation(IMethodSymbol method) => !method.ContainingType.GetMembers(Preparation + method.Name).IsEmpty;

    private static bool HasObservingOverload(IMethodSymbol method) =>
        method.ContainingType.OriginalDefinition.GetMembers(method.Name).Any(other =>
            other is IMethodSymbol { IsStatic: false } overload && overload.Parameters.Any(parameter => CrdtTypes.IsObservation(parameter.Type)));

    private static bool IsOfState(IOperation value, Frame frame, Reading reading) => (reading.RootsOf(value, frame) & ~Harmless) != 0;
}
