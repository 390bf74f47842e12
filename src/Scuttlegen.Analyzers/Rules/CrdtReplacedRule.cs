using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT4004: a reducer puts another value in a CRDT's place, instead of one that an operation on it returned.</summary>
internal sealed class CrdtReplacedRule() : ReducerRule(Descriptor, needsCrdts: true)
{
    private const int MaxDepth = 30;

    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CrdtReplaced,
        "A CRDT in a state is changed by its operations",
        "{0} replaces the CRDT '{1}' ({2}) with a value that does not come from it, so what others had merged into it is lost; use its operations, or Merge",
        RuleDescriptor.State,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A CRDT only ever grows: each operation's result holds all that was there. A value from elsewhere does not.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CrdtReplaced));

    private enum Origin
    {
        Unknown,
        Own,
        Foreign,
    }

    public override bool Concerns(string word) => word == EntryPoints.Reducer;

    public override void Visit(IOperation operation, Frame frame, Reading reading)
    {
        switch (operation)
        {
            case IWithOperation { Initializer: { } initializer } copy when FindReplaced(initializer, frame, reading) is { Count: > 0 } replaced:
                // Asked last: what states are made of takes the whole compilation.
                if (IsOfState(copy.Operand, frame, reading) && reading.States.Contains(copy.Type))
                    Report(replaced, frame, reading);
                break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } when frame.Caller is null && frame.Body.Returned.Contains(value):
                CheckResult(value, frame, reading);
                break;
        }
    }

    // A new object in the state has no CRDTs yet that could be lost, and what is made from one is as new.
    private static bool IsOfState(IOperation operand, Frame frame, Reading reading) =>
        reading.RootsOf(operand, frame) is var roots && (roots & Roots.State) != 0 && (roots & (Roots.Fresh | Roots.Static | Roots.Action)) == 0;

    /// <summary>The members that are given a CRDT from elsewhere.</summary>
    private static List<(ISymbol Member, IOperation Value)> FindReplaced(IObjectOrCollectionInitializerOperation initializer, Frame frame, Reading reading)
    {
        var replaced = new List<(ISymbol, IOperation)>();
        foreach (var each in initializer.Initializers)
        {
            if (each is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member, Type: var type }, Value: var value } && reading.Crdts!.IsCrdt(type) && IsForeign(member, value, frame, reading))
                replaced.Add((member, value));
        }

        return replaced;
    }

    /// <summary>The reducer's result, where it is not made by <c>with</c>: a new object of the state's type, or a slice that is a CRDT itself.</summary>
    private static void CheckResult(IOperation value, Frame frame, Reading reading)
    {
        if (frame.Method.Parameters is not [var state, ..])
            return;
        if (reading.Crdts!.IsCrdt(state.Type))
        {
            if (OriginOf(value, frame, null, reading, MaxDepth) == Origin.Foreign)
                reading.Report(value, frame, state.Type.Name);
            return;
        }

        foreach (var (source, inner) in reading.SourcesOf(value, frame))
        {
            if (source is not IObjectCreationOperation creation || !SymbolEqualityComparer.Default.Equals(creation.Type, state.Type))
                continue;
            foreach (var argument in creation.Arguments)
            {
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && reading.Crdts.IsCrdt(parameter.Type) && MemberOf(state.Type, parameter) is { } member
                    && IsForeign(member, argument.Value, inner, reading))
                    reading.Report(argument.Value, inner, member);
            }

            if (creation.Initializer is { } initializer)
                Report(FindReplaced(initializer, inner, reading), inner, reading);
        }
    }

    private static IPropertySymbol? MemberOf(ITypeSymbol type, IParameterSymbol parameter) =>
        type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static bool IsForeign(ISymbol member, IOperation value, Frame frame, Reading reading) => OriginOf(value, frame, member, reading, MaxDepth) == Origin.Foreign;

    private static void Report(List<(ISymbol Member, IOperation Value)> replaced, Frame frame, Reading reading)
    {
        foreach (var (member, value) in replaced)
            reading.Report(value, frame, member);
    }

    /// <summary>Whether <paramref name="value"/> comes from <paramref name="member"/> of the incoming state, or, if that is <see langword="null"/>, from the state itself.</summary>
    private static Origin OriginOf(IOperation value, Frame frame, ISymbol? member, Reading reading, int depth)
    {
        if (depth == 0)
            return Origin.Unknown;
        var all = Origin.Foreign;
        var any = false;
        foreach (var (source, inner) in reading.SourcesOf(value, frame))
        {
            // A local that an operation on it is assigned to, as in a loop, is what it was before.
            if (IsStep(source, value))
                continue;
            any = true;
            var origin = OriginOfSource(source, inner, member, reading, depth - 1);
            if (origin == Origin.Foreign)
                return origin;
            all = all == Origin.Own || origin == Origin.Own ? Origin.Own : Origin.Unknown;
        }

        return any ? all : Origin.Unknown;
    }

    private static bool IsStep(IOperation source, IOperation value) =>
        value is ILocalReferenceOperation local && source is IInvocationOperation { Instance: { } receiver }
        && receiver.DescendantsAndSelf().Any(each => each is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local.Local));

    private static Origin OriginOfSource(IOperation source, Frame frame, ISymbol? member, Reading reading, int depth)
    {
        switch (source)
        {
            case IObjectCreationOperation or IDefaultValueOperation or ILiteralOperation:
            case IPropertyReferenceOperation { Instance: null } or IFieldReferenceOperation { Instance: null }:
                return Origin.Foreign;
            case IParameterReferenceOperation:
                return reading.RootsOf(source, frame) switch { Roots.State when member is null => Origin.Own, Roots.Action => Origin.Foreign, _ => Origin.Unknown };
            case IPropertyReferenceOperation { Arguments.IsEmpty: false }:
                return Origin.Unknown;
            case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } reference:
                var roots = reading.RootsOf(reference.Instance!, frame);
                if (roots == Roots.Action)
                    return Origin.Foreign;
                if (member is null)
                    return Origin.Unknown;
                if (SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition))
                    return Origin.Own;
                return roots == Roots.State && reading.Crdts!.IsCrdt(reference.Type) ? Origin.Foreign : Origin.Unknown;
            case IInvocationOperation { Instance: { } receiver } call when reading.Crdts!.IsCrdt(call.TargetMethod.ContainingType):
                var origin = OriginOf(receiver, frame, member, reading, depth);
                var merges = call.TargetMethod.Name.StartsWith("Merge", StringComparison.Ordinal);
                return origin == Origin.Foreign && merges && call.Arguments.Any(argument => OriginOf(argument.Value, frame, member, reading, depth) != Origin.Foreign)
                    ? Origin.Own : origin;
            case IInvocationOperation { Instance: null } call when call.TargetMethod.MethodKind == MethodKind.Ordinary:
                return call.Arguments.Any(argument => (reading.RootsOf(argument.Value, frame) & (Roots.State | Roots.Other)) != 0) ? Origin.Unknown : Origin.Foreign;
            default:
                return Origin.Unknown;
        }
    }
}
