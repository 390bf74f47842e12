using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Values;

/// <summary>
/// Where values come from: through locals, parameters, conditional expressions and what helpers of this compilation return. It does
/// not follow the order of statements; of a local it knows every value.
/// </summary>
internal sealed class ValueReader
{
    private const int MaxDepth = 6;
    private const int MaxSources = 200;

    private static readonly ConditionalWeakTable<Compilation, ValueReader> Readers = new();

    private readonly Bodies _bodies;
    private readonly CrdtTypes? _crdts;
    private readonly ConcurrentDictionary<ISymbol, Body?> _read = new(SymbolEqualityComparer.Default);

    private ValueReader(Compilation compilation)
    {
        _bodies = Bodies.For(compilation);
        _crdts = CrdtTypes.In(compilation);
    }

    /// <summary>The reader that all rules share for <paramref name="compilation"/>.</summary>
    public static ValueReader For(Compilation compilation) => Readers.GetValue(compilation, static key => new ValueReader(key));

    public Frame? FrameOf(IMethodSymbol entry, CancellationToken cancellation)
    {
        var method = entry.PartialImplementationPart ?? entry;
        return BodyOf(method, cancellation) is { } body ? new Frame(method, body) : null;
    }

    /// <summary>The frame of what <paramref name="operation"/> calls: a method or computed property in source that no override can replace.</summary>
    public Frame? Enter(IOperation operation, Frame frame, CancellationToken cancellation)
    {
        var called = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation { Instance: not null } reference when Storage.TypeOf(reference.Property.OriginalDefinition) is null => reference.Property.GetMethod,
            _ => null,
        };
        if (called is null || frame.Depth >= MaxDepth || called.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet) || !IsFixed(called))
            return null;
        var method = called.OriginalDefinition.PartialImplementationPart ?? called.OriginalDefinition;
        // What a CRDT does is its own affair, and what counts is that its operation was called.
        if (!_bodies.HasSource(method) || frame.Runs(method) || (_crdts is not null && _crdts.IsCrdt(method.ContainingType)))
            return null;
        return BodyOf(method, cancellation) is { } body ? new Frame(method, body, operation, frame) : null;
    }

    /// <summary>The operations that <paramref name="value"/> may be the result of.</summary>
    public List<(IOperation Operation, Frame Frame)> SourcesOf(IOperation value, Frame frame, CancellationToken cancellation)
    {
        var sources = new List<(IOperation, Frame)>();
        Collect(value, frame, sources, [], cancellation);
        return sources;
    }

    /// <summary>What <paramref name="value"/> was reached from: its own root if it is a member, an element or the result of a call on something.</summary>
    public Roots RootsOf(IOperation value, Frame frame, CancellationToken cancellation) => RootsOf(value, frame, [], cancellation);

    private static bool IsFixed(IMethodSymbol method) =>
        !method.IsAbstract && (method.IsSealed || !(method.IsVirtual || method.IsOverride) || method.ContainingType.IsSealed);

    private Body? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_read.TryGetValue(method, out var known))
            return known;
        var roots = _bodies.Of(method, cancellation).ToList();
        return _read.GetOrAdd(method, roots.Count == 0 ? null : new Body(roots));
    }

    private void Collect(IOperation? value, Frame frame, List<(IOperation, Frame)> sources, HashSet<(IOperation, Frame)> seen, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (value is null || !seen.Add((value, frame)) || seen.Count > MaxSources)
            return;
        switch (value)
        {
            case IConversionOperation conversion:
                Collect(conversion.Operand, frame, sources, seen, cancellation);
                break;
            case IParenthesizedOperation parentheses:
                Collect(parentheses.Operand, frame, sources, seen, cancellation);
                break;
            case IConditionalOperation choice:
                Collect(choice.WhenTrue, frame, sources, seen, cancellation);
                Collect(choice.WhenFalse, frame, sources, seen, cancellation);
                break;
            case ISwitchExpressionOperation choice:
                foreach (var arm in choice.Arms)
                    Collect(arm.Value, frame, sources, seen, cancellation);
                break;
            // What stands in for null replaces nothing.
            case ICoalesceOperation coalesce:
                Collect(coalesce.Value, frame, sources, seen, cancellation);
                break;
            case ISimpleAssignmentOperation assignment:
                Collect(assignment.Value, frame, sources, seen, cancellation);
                break;
            case IConditionalAccessOperation access:
                Collect(access.WhenNotNull, frame, sources, seen, cancellation);
                break;
            case IConditionalAccessInstanceOperation:
                Collect(ConditionalReceiverOf(value), frame, sources, seen, cancellation);
                break;
            case ILocalReferenceOperation local when frame.Body.GivenTo(local.Local) is { Count: > 0 } given:
                foreach (var each in given)
                {
                    if (each.IsWhole)
                        Collect(each.Value, frame, sources, seen, cancellation);
                    else
                        sources.Add((each.Value, frame));
                }

                break;
            case IParameterReferenceOperation parameter when frame.ArgumentFor(parameter.Parameter) is { } argument:
                Collect(argument, frame.Caller!, sources, seen, cancellation);
                break;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when frame.Receiver is { } receiver:
                Collect(receiver, frame.Caller!, sources, seen, cancellation);
                break;
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: { } mutation } when CrdtTypes.IsMutation(mutation.Type):
                Collect(mutation, frame, sources, seen, cancellation);
                break;
            case IInvocationOperation or IPropertyReferenceOperation when Enter(value, frame, cancellation) is { Body.Returned: { Length: > 0 } returned } callee:
                foreach (var each in returned)
                    Collect(each, callee, sources, seen, cancellation);
                break;
            case IThrowOperation:
                break;
            default:
                sources.Add((value, frame));
                break;
        }
    }

    private Roots RootsOf(IOperation value, Frame frame, HashSet<IOperation> seen, CancellationToken cancellation)
    {
        var roots = Roots.None;
        foreach (var (source, inner) in SourcesOf(value, frame, cancellation))
        {
            if (seen.Add(source))
                roots |= RootsOfSource(source, inner, seen, cancellation);
        }

        return roots;
    }

    private Roots RootsOfSource(IOperation source, Frame frame, HashSet<IOperation> seen, CancellationToken cancellation)
    {
        Roots Of(IOperation operation) => RootsOf(operation, frame, seen, cancellation);
        switch (source)
        {
            case IMemberReferenceOperation { Instance: { } instance }:
                return Of(instance);
            case IMemberReferenceOperation:
                return Roots.Static;
            case IInvocationOperation { Instance: { } instance }:
                return Of(instance);
            case IInvocationOperation call:
                return call.Arguments.Aggregate(Roots.None, (all, argument) => all | Of(argument.Value)) is var given and not Roots.None ? given : Roots.Static;
            case IWithOperation copy:
                return Of(copy.Operand);
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference);
            case IImplicitIndexerReferenceOperation element:
                return Of(element.Instance);
            case IBinaryOperation binary:
                return Of(binary.LeftOperand) | Of(binary.RightOperand);
            case IForEachLoopOperation loop:
                return Of(loop.Collection);
            case IDeconstructionAssignmentOperation assignment:
                return Of(assignment.Value);
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return call.Instance is { } receiver ? Of(receiver)
                    : call.Arguments.Where(other => other != argument).Aggregate(Roots.None, (all, other) => all | Of(other.Value)) is var others and not Roots.None ? others : Roots.Other;
            case IPatternOperation pattern:
                return MatchedBy(pattern) is { } matched ? Of(matched) : Roots.Other;
            case IObjectCreationOperation or IDefaultValueOperation or ILiteralOperation or ITypeOfOperation:
                return Roots.Fresh;
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (parameter.Type is { Name: "ReplayContext", ContainingNamespace.Name: "Scuttlegen" })
                    return Roots.Context;
                if (frame.Caller is not null || !frame.IsOwn(parameter))
                    return Roots.Other;
                return parameter.Ordinal switch { 0 => Roots.State, 1 => Roots.Action, _ => Roots.Other };
            default:
                return Roots.Other;
        }
    }

    private static IOperation? MatchedBy(IPatternOperation pattern)
    {
        for (IOperation? at = pattern; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case IIsPatternOperation test:
                    return test.Value;
                case ISwitchExpressionOperation choice:
                    return choice.Value;
                case ISwitchOperation choice:
                    return choice.Value;
            }
        }

        return null;
    }

    private static IOperation? ConditionalReceiverOf(IOperation instance)
    {
        for (IOperation? at = instance.Parent, below = instance; at is not null; below = at, at = at.Parent)
        {
            if (at is IConditionalAccessOperation access && access.WhenNotNull == below)
                return access.Operation;
        }

        return null;
    }
}
