using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Orders that are not defined: where they come in, how they spread, and where they show.</summary>
internal sealed partial class Interpreter
{
    private LoopUpdates? _updates;

    private LoopUpdates Updates => _updates ??= new LoopUpdates(_types);

    /// <summary>Why the order in which a value enumerates is not defined; <see langword="null"/> where it is.</summary>
    private Taint? OrderOf(Value value, IOperation? place, FlowState state)
    {
        var stripped = MemberUse.Strip(place);
        if (stripped?.Type is { } type && _types.IsUnordered(type))
            return new Taint(type.OriginalDefinition, stripped.Syntax, null, null);
        // FrozenSet.Items and the like are of a type that has an order, and have none.
        if (stripped is IPropertyReferenceOperation { Property: var property } && !_context.Bodies.HasSource(property) && IsUnorderedMember(property))
            return new Taint(property.OriginalDefinition, stripped.Syntax, null, null);
        Taint? found = null;
        foreach (var node in value.Nodes)
        {
            if (state.TaintOf(node) is { } taint && (found is null || found.Root is not null))
                found = taint;
        }

        if (found is { Root: null })
            return found;
        foreach (var node in value.Nodes)
        {
            if (node.IsItself && node.Symbol is IParameterSymbol parameter && FlowTypes.IsOpen(parameter.Type))
                found ??= new Taint(parameter.Type.OriginalDefinition, (stripped ?? place)?.Syntax ?? _member.DeclaringSyntaxReferences[0].GetSyntax(_cancellation), null, parameter);
        }

        return found;
    }

    private static bool IsUnorderedMember(IPropertySymbol property) =>
        property.ContainingType is { Name: "FrozenDictionary" or "FrozenSet" or "PriorityQueue" } && property.Name is "Keys" or "Values" or "Items" or "UnorderedItems" && property.ContainingNamespace.Name != "Immutable";

    /// <summary>Notes that an order that is not defined shows.</summary>
    private void Bound(Taint order, ISymbol api, SyntaxNode site, Trace? rest = null, SyntaxNode? inner = null)
    {
        if (order.Root is { } root)
            ReportIf(RootOf(root), EffectCategory.UnorderedEnumeration, api, inner ?? site, rest);
        else if (order.IsKept && inner is null)
            Report(EffectCategory.UnorderedEnumeration, order.Api, order.Site, order.Rest);
        else
            Report(EffectCategory.UnorderedEnumeration, api, site, rest, inner: inner);
    }

    // ---- calls ----------------------------------------------------------------------------------------------------------------

    private Taint? OrderOfInputs(ApiCall api, ApiFlows kinds, FlowState state)
    {
        Taint? order = null;
        if (!api.IsStatic && api.Definition.MethodKind != MethodKind.Constructor)
        {
            // A dictionary's own members ask for keys; only its enumerator shows an order.
            var isOwn = _types.IsUnordered(MemberUse.Strip(api.Place)?.Type);
            if (!isOwn || FlowTypes.IsSequence(api.Method.ReturnType) || api.Method.Name is "GetEnumerator" or "ForEach" or "CopyTo")
                order = OrderOf(api.Receiver, api.Place, state);
        }

        for (var index = 0; index < api.Arguments.Length && index < api.Definition.Parameters.Length; index++)
        {
            var parameter = api.Definition.Parameters[index];
            if (order is { Root: null } || !(FlowTypes.IsSequence(parameter.Type) || parameter.Type is ITypeParameterSymbol or { SpecialType: SpecialType.System_Object }))
                continue;
            var place = api.PlaceOf(index);
            // An element that happens to be a collection is not enumerated by what takes elements.
            if (!FlowTypes.IsSequence(parameter.Type) && !(parameter.Type is ITypeParameterSymbol typed && typed.ConstraintTypes.Any(FlowTypes.IsSequence)))
                continue;
            order = OrderOf(api.ArgumentOf(index), place, state) ?? order;
        }

        return order;
    }

    private Value Order(ApiCall api, ApiFlows kinds, Taint? order, Value result, FlowState state)
    {
        if (order is null || OrderKeys.IsSort(api.Method))
            return result;
        var returned = api.Method.ReturnType;
        if ((kinds & ApiFlows.OrderFree) != 0 || OrderFreeNames.Contains(api.Method.Name))
        {
            // Sums of floating-point numbers depend on the order of their parts.
            if (returned.SpecialType is SpecialType.System_Double or SpecialType.System_Single && api.Method.Name is "Sum" or "Average")
                Bound(order, api.Member, api.Operation.Syntax);
            return result;
        }

        if ((kinds & (ApiFlows.Mutates | ApiFlows.OrderBound)) == ApiFlows.Mutates && !IsArgumentOrder(api, order, state) && IsAdding(api.Method))
            return result;
        if (OrderKeys.IsOrdering(api.Method))
        {
            if (!OrderKeys.IsTotal(api.Method, api.PlaceOf, ElementTypeOf(returned), InitializerOf))
                Spread(order, api, result, state);
            return result;
        }

        if (api.Method.Name is "MinBy" or "MaxBy")
        {
            if (!OrderKeys.IsTotal(api.Method, api.PlaceOf, returned, InitializerOf))
                Bound(order, api.Member, api.Operation.Syntax);
            return result;
        }

        if (api.Method.Name is "Aggregate" && IsCommutativeFold(api))
            return result;
        // Into a list, a queue, a text: it has the order now.
        if (api.Definition.ReturnsVoid || SymbolEqualityComparer.Default.Equals(returned, api.Method.ContainingType) || returned.SpecialType == SpecialType.System_Boolean)
        {
            if (!api.IsStatic && IsArgumentOrder(api, order, state))
            {
                var receiver = MemberUse.Strip(api.Place)?.Type;
                if (_types.IsKeyed(receiver) || _types.IsKeyed(returned))
                    return result;
                if (receiver is not null && !_types.IsImmutable(receiver))
                {
                    foreach (var node in api.Receiver.Nodes)
                    {
                        if (node.Kind == NodeKind.Fresh)
                            state.SetTaint(node, order with { Site = order.Root is null && order.Rest is null && !order.IsKept ? api.Operation.Syntax : order.Site, IsKept = true });
                    }

                    return result;
                }
            }
        }

        if (api.Method.Name is "CopyTo" or "TryCopyTo")
        {
            foreach (var node in api.ArgumentOf(0).Nodes)
            {
                if (node.Kind == NodeKind.Fresh)
                    state.SetTaint(node, order with { Site = order.Root is null && order.Rest is null && !order.IsKept ? api.Operation.Syntax : order.Site, IsKept = true });
            }

            return result;
        }

        if (api.Definition.ReturnsVoid && (kinds & ApiFlows.OrderBound) == 0)
            return api.Method.Name is "ForEach" ? ForEachCall(api, order, result) : result;
        var isBound = (kinds & ApiFlows.OrderBound) != 0 && !FlowTypes.IsSequence(returned);
        if (!isBound && FlowTypes.IsSequence(returned) && !_types.IsScalar(returned))
        {
            if ((kinds & ApiFlows.OrderBound) != 0 && api.Method.Name is not "Reverse")
                Bound(order, api.Member, api.Operation.Syntax);
            else if (!_types.IsKeyed(returned))
                Spread(order, api, result, state);
            return result;
        }

        Bound(order, api.Member, api.Operation.Syntax);
        return result;
    }

    private static bool IsAdding(IMethodSymbol method) => method.Name is "Append" or "AppendLine" or "AppendFormat" or "Add" or "AddRange" or "Enqueue" or "Push" or "Insert" or "AddFirst" or "AddLast";

    private Value ForEachCall(ApiCall api, Taint order, Value result)
    {
        if (order.Root is null)
            Bound(order, api.Member, api.Operation.Syntax);
        return result;
    }

    private bool IsArgumentOrder(ApiCall api, Taint order, FlowState state) =>
        api.Arguments.Select((argument, index) => OrderOf(argument, api.PlaceOf(index), state)).Any(found => found is not null && found.Api.Equals(order.Api, SymbolEqualityComparer.Default));

    /// <summary>What comes out has the order of what went in.</summary>
    private static void Spread(Taint order, ApiCall api, Value result, FlowState state)
    {
        // The place to name is where the order was fixed: the ToList at the end of a chain.
        var spread = order.Root is null && order.Rest is null ? order with { Site = order.IsKept ? order.Site : api.Operation.Syntax, IsKept = order.IsKept || !FlowTypes.IsLazySequence(api.Method.ReturnType) } : order with { IsKept = true };
        foreach (var node in result.Nodes)
        {
            if (node.Kind != NodeKind.Fresh)
                continue;
            state.SetTaint(node, null);
            state.SetTaint(node, spread);
            if (!IsGrouping(api.Method))
                continue;
            foreach (var group in state.Read(node, null).Nodes)
            {
                if (group.Kind == NodeKind.Fresh && group.Site == api.Operation.Syntax)
                    state.SetTaint(group, spread);
            }
        }
    }

    private static readonly ImmutableHashSet<string> OrderFreeNames =
    [
        "Count", "LongCount", "get_Count", "get_Length", "get_IsEmpty", "get_IsDefault", "get_IsDefaultOrEmpty", "get_Capacity", "Any", "All", "Contains", "ContainsKey", "ContainsValue", "Exists", "TrueForAll", "Sum", "Average", "Min", "Max",
        "Single", "SingleOrDefault", "ToHashSet", "ToDictionary", "ToImmutableHashSet", "ToImmutableDictionary", "ToFrozenSet", "ToFrozenDictionary", "ToImmutableSortedSet", "ToImmutableSortedDictionary",
        "SetEquals", "IsSubsetOf", "IsSupersetOf", "IsProperSubsetOf", "IsProperSupersetOf", "Overlaps", "TryGetNonEnumeratedCount", "Clear", "Dispose", "get_Key", "GetValueOrDefault", "GetValueRefOrAddDefault", "GetValueRefOrNullRef", "TryGetValue", "TryGetKey", "TryAdd", "Remove", "EnsureCapacity", "TrimExcess", "GetHashCode", "Equals", "get_Keys_Count",
    ];

    private static ITypeSymbol? ElementTypeOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var only] } => only,
        INamedTypeSymbol named => named.AllInterfaces.FirstOrDefault(static one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    private bool IsCommutativeFold(ApiCall api)
    {
        for (var index = 0; index < api.Arguments.Length; index++)
        {
            var lambda = api.Arguments[index].Callbacks.FirstOrDefault()?.Lambda;
            if (lambda is not { Symbol.Parameters.Length: 2, Body.Operations: [IReturnOperation { ReturnedValue: { } returned }] })
                continue;
            var accumulator = returned.DescendantsAndSelf().OfType<IParameterReferenceOperation>().FirstOrDefault(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, lambda.Symbol.Parameters[0]));
            return accumulator is not null && Updates.IsUpdateOf(returned, accumulator);
        }

        return false;
    }

    /// <summary>Notes that an element is taken by its position.</summary>
    private void NotePosition(Value sequence, IOperation place, SyntaxNode site, FlowState state)
    {
        if (FlowTypes.IsSequence(place is IListPatternOperation pattern ? pattern.InputType : place.Type) && OrderOf(sequence, place, state) is { Root: null } order)
            Bound(order, order.Api, site);
    }

    /// <summary>Notes that a text that was put together in no defined order is used as one.</summary>
    private void NoteText(IOperation place, Value value, FlowState state)
    {
        if (value.Nodes.Select(state.TaintOf).FirstOrDefault(static taint => taint is not null) is { } order)
            Bound(order, order.Api, place.Syntax);
        NoteBoxedText(place, value, place.Syntax, null, null);
    }

    /// <summary>Notes that what may be a boxed number becomes text.</summary>
    private void NoteBoxedText(IOperation? place, Value value, SyntaxNode site, Trace? rest, SyntaxNode? inner)
    {
        if (place is not null && MemberUse.Strip(place)?.Type is not ({ SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } or { TypeKind: TypeKind.Interface }))
            return;
        foreach (var node in value.Nodes)
        {
            if (node is { Kind: NodeKind.Fresh, Type: { } type } && CultureTypes.IsFormatted(type))
                Report(EffectCategory.Culture, type, site, rest, "ToString(CultureInfo.InvariantCulture)", inner);
            else if (node.Kind == NodeKind.Root)
                ReportIf(node, EffectCategory.Culture, MemberUse.Strip(place)?.Type ?? rest?.Effect.Api ?? _member, inner ?? site, rest);
        }
    }

    // ---- sorting --------------------------------------------------------------------------------------------------------------

    /// <summary>What a static that is never written again was made of.</summary>
    private IOperation? InitializerOf(ISymbol member)
    {
        if (!_context.Bodies.HasSource(member) || !member.IsStatic || _context.Statics.IsAssigned(member, _cancellation))
            return null;
        return _context.Bodies.Of(member is IPropertySymbol { GetMethod: { } getter } ? getter : member, _cancellation).OfType<ISymbolInitializerOperation>().FirstOrDefault()?.Value;
    }

    private void NoteSort(ApiCall api, Value sorted, ITypeSymbol? type, FlowState state)
    {
        if (api.Method.Name is not "Sort")
            return;
        var isTotal = OrderKeys.IsTotal(api.Method, api.PlaceOf, ElementTypeOf(type), InitializerOf);
        if (!isTotal)
            Report(EffectCategory.UnstableSort, api.Member, api.Operation.Syntax);
        foreach (var node in sorted.Nodes)
        {
            if (isTotal)
                state.SetTaint(node, null);
        }
    }

    // ---- loops ----------------------------------------------------------------------------------------------------------------

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

    private static Taint KeptBy(UnorderedLoop loop) => loop.Order.Root is null && loop.Order.Rest is null && !loop.Order.IsKept
        ? loop.Order with { Site = (MemberUse.Strip(loop.Loop.Collection) ?? loop.Loop.Collection).Syntax, IsKept = true }
        : loop.Order with { IsKept = true };

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

    // ---- what ends up in the state ----------------------------------------------------------------------------------------------

    /// <summary>Notes what an entry point returns that must not be part of a state.</summary>
    private void NoteEscapes(Value returned, FlowState state)
    {
        if (_context.Entries?.WordFor((IMethodSymbol)_member) is not Entries.EntryPoints.Reducer)
            return;
        foreach (var node in state.Reach(returned))
        {
            if (state.TaintOf(node) is { Root: null } order)
                Report(EffectCategory.UnorderedEnumeration, order.Api, order.Site, order.Rest);
            if (node.Kind != NodeKind.Fresh)
                continue;
            foreach (var (member, value) in state.MembersOf(node))
            {
                var declared = member is null ? ElementTypeOf(node.Type) : (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
                if (declared is not null)
                    NoteEscape(declared, value, member is not null && _storedAt.TryGetValue((node, KeyOf(member)), out var site) ? site : null);
            }
        }
    }

    // It cannot be changed through these; it can be through what they were made of.
    private static bool IsReadOnlyView(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ReadOnlyCollection" or "ReadOnlyDictionary" or "ReadOnlySet" or "ReadOnlyMemory" or "ImmutableArray" };

    private readonly Dictionary<(Node Node, ISymbol Member), SyntaxNode> _storedAt = [];

    private void NoteEscape(ITypeSymbol declared, Value value, SyntaxNode? stored)
    {
        foreach (var callback in value.Callbacks)
        {
            if ((callback.Lambda?.Syntax ?? (callback.Method is { } method && _groups.TryGetValue(Dispatch.Normalize(method), out var group) ? group.Syntax : null)) is { } site)
                Report(EffectCategory.EscapingLazy, declared, stored ?? site);
        }

        foreach (var node in value.Nodes)
        {
            if (node is not { Kind: NodeKind.Fresh, Site: { } made, Type: { } type })
                continue;
            if (node.IsLazy || type is INamedTypeSymbol { Name: "Lazy" or "Task" or "ValueTask" or "IEnumerator", Arity: 1 })
                Report(EffectCategory.EscapingLazy, type, stored ?? made);
            // A member of a mutable type of its own is a matter of the state's type.
            else if (_types.IsMutable(type) && (declared.TypeKind is TypeKind.Interface or TypeKind.Dynamic || declared.SpecialType == SpecialType.System_Object || (declared.IsAbstract && declared.TypeKind == TypeKind.Class) || (IsReadOnlyView(declared) && (node.IsAlias || declared.Name != "ImmutableArray"))))
                Report(EffectCategory.EscapingMutable, type, stored ?? made);
        }
    }
}
