using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Loops over something without a defined order: whether their rounds come to the same in any order.</summary>
internal sealed partial class Interpreter
{
    private IEnumerable<UnorderedLoop> UnorderedLoops()
    {
        foreach (var exit in _exits)
        {
            if (exit.Unordered is { } unordered)
                yield return unordered;
        }
    }

    private bool IsCommutative(IOperation target, IOperation? source, IOperation whole) => Updates.IsCommutative(target, source, whole);

    /// <summary>Notes that something is taken from a sequence of its own, the context's draws say, in no defined order.</summary>
    private void NoteDraw(IOperation operation, bool isContext = false)
    {
        _draws |= isContext;
        foreach (var loop in UnorderedLoops())
            Bound(loop);
        if (_enumerated.Count > 0)
            Bound(_enumerated.Peek(), operation is IInvocationOperation call ? call.TargetMethod : _member, operation.Syntax);
    }

    /// <summary>The unordered sequences whose elements are being given to a delegate.</summary>
    private readonly Stack<Taint> _enumerated = new();

    private static bool IsResultUsed(IOperation operation) => operation.Parent is not (IExpressionStatementOperation or null) && operation.Parent is not IConditionalAccessOperation { Parent: IExpressionStatementOperation };

    private void Bound(UnorderedLoop loop) => Bound(loop.Order, loop.Order.Api, (MemberUse.Strip(loop.Loop.Collection) ?? loop.Loop.Collection).Syntax, loop.Order.Rest);

    private void NoteAssignedInLoops(ISymbol variable, IOperation target, IOperation? source, IOperation whole, FlowState state)
    {
        // Inside a delegate that is run over something unordered, what it leaves outside of itself.
        if (_enumerated.Count > 0 && LambdaAround(whole) is { } lambda && !variable.DeclaringSyntaxReferences.Any(reference => lambda.Syntax.Span.Contains(reference.Span))
            && (!IsCommutative(target, source, whole) || (IsResultUsed(whole) && whole.Parent != lambda.Body && whole.Parent is not IReturnOperation { IsImplicit: true })))
        {
            Bound(_enumerated.Peek(), variable, whole.Syntax);
        }

        foreach (var loop in UnorderedLoops())
        {
            if (!loop.IsOutside(variable) || IsInNestedFunction(variable))
                continue;
            var isFirstTime = whole is ISimpleAssignmentOperation or IDeconstructionAssignmentOperation && loop.IsInvariant(source) && source is not null;
            if (isFirstTime)
            {
                loop.Flags.Add(variable);
                continue;
            }

            if (IsCommutative(target, source, whole) || (source is not null && whole is ISimpleAssignmentOperation && IsKeyedEntry(loop, target, source)))
                Join(loop, variable, whole);
            else if (loop.IsTracked(variable, whole))
                continue;
            else if (!IsKeptInOrder(variable, target, source, loop, state))
                Bound(loop);
        }
    }

    private static IAnonymousFunctionOperation? LambdaAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation lambda)
                return lambda;
        }

        return null;
    }

    private void Join(UnorderedLoop loop, ISymbol variable, IOperation whole)
    {
        loop.Accumulates = true;
        var family = LoopUpdates.FamilyOf(whole);
        if (loop.Joined.TryGetValue(variable, out var known) && known != family)
            Bound(loop);
        loop.Joined[variable] = family;
    }

    // map = map.SetItem(pair.Key, …): each round has a key of its own.
    private bool IsKeyedEntry(UnorderedLoop loop, IOperation target, IOperation source) =>
        MemberUse.Strip(source) is IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "SetItem" or "Add" or "TryAdd", Arguments.Length: > 0 } call && _types.IsKeyed(receiver.Type)
        && LoopUpdates.IsSame(receiver, target) && (loop.IsUnique(call.Arguments[0].Value) || loop.IsInvariant(call.Arguments[call.Arguments.Length - 1].Value));

    // list = list.Add(x): a list that is then in no order, and may be sorted.
    private bool IsKeptInOrder(ISymbol variable, IOperation target, IOperation? source, UnorderedLoop loop, FlowState state)
    {
        if (MemberUse.Strip(source) is not IInvocationOperation { Instance: { } receiver, TargetMethod.Name: "Add" or "AddRange" or "Append" or "Push" or "Enqueue" } call
            || !LoopUpdates.IsSame(receiver, target) || !FlowTypes.IsSequence(receiver.Type))
        {
            return false;
        }

        foreach (var node in Eval(call, state.Clone()).Nodes)
        {
            if (node.Kind == NodeKind.Fresh)
            {
                state.SetTaint(node, KeptBy(loop));
                return true;
            }
        }

        return false;
    }

    // A lambda's own variables are made anew each time it runs.
    private static bool IsInNestedFunction(ISymbol variable) => variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    private void NoteElementInLoops(Value container, IOperation reference, IEnumerable<IOperation> indices, IOperation? source, IOperation whole, FlowState state)
    {
        var keys = indices.Select(static index => index is IArgumentOperation argument ? argument.Value : index).ToList();
        foreach (var loop in UnorderedLoops())
        {
            foreach (var node in container.Nodes)
            {
                if (node.Kind != NodeKind.Fresh || !loop.IsOutside(node.Site))
                    continue;
                loop.Accumulates = true;
                var instance = (reference as IPropertyReferenceOperation)?.Instance?.Type;
                if (IsCommutative(reference, source, whole) || keys.Exists(loop.IsUnique) || (whole is ISimpleAssignmentOperation && loop.IsInvariant(source)))
                    continue;
                if (_types.IsKeyed(instance) || _types.IsKeyed(node.Type))
                {
                    if (!(whole is ISimpleAssignmentOperation && IsOwnEntryUpdate(reference, source)))
                        Bound(loop);
                }
                else
                {
                    state.SetTaint(node, KeptBy(loop));
                }
            }
        }
    }

    private static Taint KeptBy(UnorderedLoop loop) => loop.Order.KeptAt((MemberUse.Strip(loop.Loop.Collection) ?? loop.Loop.Collection).Syntax);

    /// <summary>Of several values for one key, <c>TryAdd</c> takes the first.</summary>
    private void NoteFirstWins(ApiCall api)
    {
        if (api.Method is not { Name: "TryAdd" or "GetOrAdd", Parameters.Length: 2 } || api.IsStatic || !_types.IsKeyed(api.Method.ContainingType))
            return;
        foreach (var loop in UnorderedLoops())
        {
            if (api.Receiver.Nodes.Any(node => node.Kind == NodeKind.Fresh && loop.IsOutside(node.Site)) && !loop.IsUnique(api.PlaceOf(0)) && !loop.IsInvariant(api.PlaceOf(1)))
                Bound(loop);
        }
    }

    // counts[x] = counts.GetValueOrDefault(x) + 1
    private static bool IsOwnEntryUpdate(IOperation reference, IOperation? source)
    {
        if (reference is not IPropertyReferenceOperation { Instance: { } map } || MemberUse.Strip(source) is not IBinaryOperation binary)
            return false;
        return binary.Type?.SpecialType is not (SpecialType.System_String or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Object)
            && binary.DescendantsAndSelf().Any(part => part is IInvocationOperation call && (LoopUpdates.IsSame(call.Instance, map) || (call.Arguments.Length > 0 && LoopUpdates.IsSame(call.Arguments[0].Value, map)))
                || (part is ILocalReferenceOperation && binary.OperatorKind == BinaryOperatorKind.Add));
    }

    private void NoteChangedInLoops(Node node, SyntaxNode site, bool commutes, FlowState state)
    {
        foreach (var loop in UnorderedLoops())
        {
            if (!loop.IsOutside(node.Site))
                continue;
            loop.Accumulates = true;
            if (_types.IsKeyed(node.Type) || commutes)
                continue;
            if (FlowTypes.IsSequence(node.Type) || node.Type is { Name: "StringBuilder" } or { Name: "Builder" })
                state.SetTaint(node, KeptBy(loop));
            else
                Bound(loop);
        }
    }

    private void NoteReturnInLoops(IReturnOperation statement, FlowState state)
    {
        foreach (var exit in _exits)
        {
            if (exit.Kind == ExitKind.Function)
                break;
            if (exit.Unordered is not { } loop)
                continue;
            if (!loop.IsInvariant(statement.ReturnedValue))
            {
                Bound(loop);
                continue;
            }

            var text = statement.ReturnedValue?.Syntax.ToString() ?? "";
            if (loop.Returned is not null && loop.Returned != text)
                Bound(loop);
            loop.Returned = text;
        }
    }

    private void Conclude(UnorderedLoop loop)
    {
        // How many rounds there were before it was left depends on the order.
        if ((loop.IsLeft && loop.Accumulates) || loop.Joined.Keys.Concat(loop.Flags).Any(variable => loop.LooksAt(variable, Updates)))
            Bound(loop);
    }
}
