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
                            state.SetTaint(node, order.KeptAt(api.Operation.Syntax));
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
                    state.SetTaint(node, order.KeptAt(api.Operation.Syntax));
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
        "SetEquals", "IsSubsetOf", "IsSupersetOf", "IsProperSubsetOf", "IsProperSupersetOf", "Overlaps", "TryGetNonEnumeratedCount", "Clear", "Dispose", "get_Key", "GetValueOrDefault", "GetValueRefOrAddDefault", "GetValueRefOrNullRef", "TryGetValue", "TryGetKey", "TryAdd", "Remove", "EnsureCapacity", "TrimExcess", "GetHashCode", "Equals",
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
}
