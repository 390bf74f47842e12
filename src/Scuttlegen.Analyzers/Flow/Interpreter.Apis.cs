using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// Calls of members whose source is elsewhere. What flows where follows from the member's signature: what is of a type parameter's type comes from the
/// arguments that hold that type. What the signature does not tell is in <c>Apis.txt</c>.
/// </summary>
internal sealed partial class Interpreter
{
    private Value CallElsewhere(
        IMethodSymbol method, IOperation operation, Value receiver, IOperation? place, ImmutableArray<Value> arguments, ImmutableArray<IArgumentOperation> written, FlowState state)
    {
        // The compiler's own members of our types: nothing that this analysis is about.
        if (_context.Bodies.IsOurs(method.ContainingType))
            return method.ReturnsVoid ? Value.None : Value.None;

        var api = new ApiCall(method, operation, receiver, place, arguments, written);
        var flow = _context.Apis.FlowOf(api.Member);
        var kinds = flow?.Kinds ?? ApiFlows.None;

        var order = OrderOfInputs(api, kinds, state);
        if (order is not null)
            _enumerated.Push(order);
        RunCallbacks(api, state);
        if (order is not null)
            _enumerated.Pop();
        if (OrderKeys.IsSort(method) && _types.IsImmutable(method.ContainingType))
            NoteSort(api, Value.None, method.ContainingType, state);
        NoteFirstWins(api);
        ChangeInputs(api, flow, state);
        AssignOutputs(api, state);
        var result = ResultOf(api, kinds, state);
        return Order(api, kinds, order, result, state);
    }

    private Value CreateElsewhere(IObjectCreationOperation creation, IMethodSymbol constructor, Node node, ImmutableArray<Value> arguments, FlowState state)
    {
        var api = new ApiCall(constructor, creation, Value.None, null, arguments, creation.Arguments);
        RunCallbacks(api, state);
        var order = OrderOfInputs(api, ApiFlows.None, state);
        var held = Value.None;
        for (var index = 0; index < arguments.Length; index++)
        {
            var type = constructor.Parameters[index].Type;
            held = held.Or(FlowTypes.IsSequence(type) && !FlowTypes.IsView(creation.Type) ? ElementsOf(arguments[index], type, state) : arguments[index].NodesOnly());
        }

        if (IsPair(creation.Type))
            return held;
        // A delegate that is kept, by a lazy value say, is kept as it is.
        foreach (var returned in api.Returned)
            held = held.Or(returned.NodesOnly());
        state.Write(node, null, held);
        if (FlowTypes.IsView(creation.Type))
            return Value.Of(node).Or(held);
        if (order is not null && FlowTypes.IsSequence(creation.Type) && !_types.IsKeyed(creation.Type))
            state.SetTaint(node, order.KeptAt(creation.Syntax));
        return Value.Of(node);
    }

    /// <summary>A call seen from the callee's signature.</summary>
    private sealed class ApiCall(
        IMethodSymbol method, IOperation operation, Value receiver, IOperation? place, ImmutableArray<Value> arguments, ImmutableArray<IArgumentOperation> written)
    {
        public IMethodSymbol Method { get; } = method;

        public IMethodSymbol Definition { get; } = method.OriginalDefinition;

        /// <summary>The method, or the property whose accessor it is.</summary>
        public ISymbol Member { get; } = (method.AssociatedSymbol ?? method).OriginalDefinition;

        public IOperation Operation { get; } = operation;

        public Value Receiver { get; } = receiver;

        public IOperation? Place { get; } = place;

        public ImmutableArray<Value> Arguments { get; } = arguments;

        /// <summary>What the delegates among the arguments returned.</summary>
        public Value[] Returned { get; } = arguments.Select(static _ => Value.None).ToArray();

        public bool IsStatic => Definition.IsStatic;

        /// <summary>What a type parameter of the signature stands for here.</summary>
        public ITypeSymbol Substitute(ITypeParameterSymbol parameter)
        {
            if (parameter.TypeParameterKind == TypeParameterKind.Method)
                return parameter.Ordinal < Method.TypeArguments.Length ? Method.TypeArguments[parameter.Ordinal] : parameter;
            for (var type = Method.ContainingType; type is not null; type = type.ContainingType)
            {
                if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parameter.ContainingSymbol))
                    return type.TypeArguments[parameter.Ordinal];
            }

            return parameter;
        }

        public Value ArgumentOf(int index) => index < Arguments.Length ? Arguments[index] : Value.None;

        public IOperation? PlaceOf(int index)
        {
            foreach (var argument in written.IsDefault ? [] : written)
            {
                if (argument.Parameter?.Ordinal == index)
                    return argument.Value;
            }

            return null;
        }

        /// <summary>Everything that is not a delegate: the receiver, and the arguments, with the type that the signature gives them.</summary>
        public IEnumerable<(Value Value, ITypeSymbol Type, IOperation? Place)> Inputs()
        {
            if (!IsStatic && Definition.MethodKind != MethodKind.Constructor)
                yield return (Receiver, Definition.ContainingType, Place);
            for (var index = 0; index < Arguments.Length && index < Definition.Parameters.Length; index++)
            {
                var parameter = Definition.Parameters[index];
                if (parameter.Type.TypeKind != TypeKind.Delegate && parameter.RefKind != RefKind.Out)
                    yield return (Arguments[index], parameter.Type, PlaceOf(index));
            }
        }
    }

    // ---- what flows where ---------------------------------------------------------------------------------------------------

    /// <summary>The elements of a sequence; a value that holds others holds them in the same way.</summary>
    private Value ElementsOf(Value value, ITypeSymbol? type, FlowState state)
    {
        if (value.Nodes.IsEmpty || (ElementTypeOf(type) is { } element && _types.IsScalar(element)))
            return Value.None;
        return IsPair(type) ? ElementsAndSelf(value.NodesOnly(), state) : state.Read(value, null);
    }

    /// <summary>What may be of the type that the signature calls <paramref name="wanted"/>.</summary>
    private Value FlowInto(ApiCall api, ITypeSymbol wanted, FlowState state)
    {
        var parameters = _types.ParametersOf(wanted);
        var value = Value.None;
        if (wanted is ITypeParameterSymbol parameter && _types.IsScalar(api.Substitute(parameter)))
            return value;
        foreach (var (input, type, _) in api.Inputs())
        {
            if (input.Nodes.IsEmpty)
                continue;
            if (SymbolEqualityComparer.Default.Equals(type, wanted))
                value = value.Or(input.NodesOnly());
            else if (parameters.IsEmpty || Mentions(type, parameters))
                value = value.Or(parameters.IsEmpty ? ElementsAndSelf(input.NodesOnly(), state) : ElementsOf(input, type, state));
        }

        for (var index = 0; index < api.Returned.Length && index < api.Definition.Parameters.Length; index++)
        {
            if (api.Returned[index].IsNone || (api.Definition.Parameters[index].Type as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType is not { } returned)
                continue;
            if (SymbolEqualityComparer.Default.Equals(returned, wanted))
                value = value.Or(api.Returned[index]);
            else if (Mentions(returned, parameters))
                value = value.Or(ElementsOf(api.Returned[index], returned, state));
        }

        return value;
    }

    private bool Mentions(ITypeSymbol type, ImmutableArray<ITypeParameterSymbol> parameters) => _types.ParametersOf(type).Any(mentioned => parameters.Contains(mentioned, SymbolEqualityComparer.Default));

    private void RunCallbacks(ApiCall api, FlowState state)
    {
        for (var index = 0; index < api.Arguments.Length && index < api.Definition.Parameters.Length; index++)
        {
            var argument = api.Arguments[index];
            if (api.Definition.Parameters[index].Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke })
            {
                RunImplementations(api, index, state);
                continue;
            }

            foreach (var node in argument.Nodes)
            {
                if (node.IsItself)
                    NoteInvocation(node.Symbol!, invoke.Parameters.Select(parameter => FlowInto(api, parameter.Type, state)).ToImmutableArray(), state);
            }

            // What the first run returns may be given to the next, as an accumulator is.
            var feedsItself = invoke.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, invoke.ReturnType));
            for (var round = 0; round < (feedsItself ? 2 : 1); round++)
            {
                var given = invoke.Parameters.Select(parameter => FlowInto(api, parameter.Type, state)).ToImmutableArray();
                foreach (var callback in argument.Callbacks)
                    api.Returned[index] = api.Returned[index].Or(Apply(callback, given, state));
            }
        }
    }

    /// <summary>An object of ours that is handed over as a comparer, say, is called back.</summary>
    private void RunImplementations(ApiCall api, int index, FlowState state)
    {
        if (MemberUse.Strip(api.PlaceOf(index))?.Type is not { } source || !_context.Bodies.IsOurs(source) || api.Method.Parameters[index].Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } target)
            return;
        var given = Value.None;
        foreach (var (input, type, _) in api.Inputs())
            given = given.Or(FlowTypes.IsSequence(type) ? ElementsOf(input, type, state) : input.NodesOnly());
        foreach (var implementation in _context.Dispatch.ReachableThrough(source, target))
            CallSource(implementation, api.Operation, api.Arguments[index], null, implementation.Parameters.Select(_ => given).ToImmutableArray(), [], state);
    }

    // ---- what changes ---------------------------------------------------------------------------------------------------------

    private void ChangeInputs(ApiCall api, ApiFlow? flow, FlowState state)
    {
        var kinds = flow?.Kinds ?? ApiFlows.None;
        if ((kinds & ApiFlows.Mutates) != 0)
        {
            foreach (var position in flow!.Mutated.IsEmpty ? [0] : flow.Mutated)
                ChangeInput(api, position, state);
            return;
        }

        if ((kinds & ApiFlows.Reads) != 0 || api.IsStatic || api.Definition.MethodKind == MethodKind.Constructor)
            return;
        // Nothing but a change is to be had from what returns nothing; a copy changes what it is copied to.
        if (api.Definition.ReturnsVoid && !api.Definition.IsInitOnly)
            ChangeInput(api, api.Method.Name == "CopyTo" ? 1 : 0, state);
    }

    /// <param name="api">The call.</param>
    /// <param name="position">The receiver, where there is one, is 0.</param>
    /// <param name="state">What is known here.</param>
    private void ChangeInput(ApiCall api, int position, FlowState state)
    {
        var index = api.IsStatic ? position : position - 1;
        var changed = index < 0 ? api.Receiver : api.ArgumentOf(index);
        var place = index < 0 ? api.Place : api.PlaceOf(index);
        var type = MemberUse.Strip(place)?.Type ?? (index < 0 ? api.Method.ContainingType : api.Method.Parameters[index].Type);
        if (_types.IsImmutable(type))
            return;
        if (index >= 0 && api.Method.Parameters[index].RefKind is RefKind.Ref)
            changed = changed.Or(OwnersOf(place, state));
        else if (type is { IsValueType: true } && place is not null && !FlowTypes.IsView(type))
            changed = OwnersOf(place, state);

        var isSort = OrderKeys.IsSort(api.Method);
        if (isSort)
            NoteSort(api, changed, type, state);
        Change(changed, api.Member, api.Operation.Syntax, state, commutes: _types.IsKeyed(type) || isSort);
        PutInputs(api, index, changed, state);
    }

    private void PutInputs(ApiCall api, int index, Value changed, FlowState state)
    {
        for (var other = 0; other < api.Arguments.Length && other < api.Definition.Parameters.Length; other++)
        {
            if (other == index)
                continue;
            var type = api.Definition.Parameters[other].Type;
            Put(changed, type is ITypeParameterSymbol || !FlowTypes.IsSequence(type) ? api.Arguments[other].NodesOnly() : ElementsOf(api.Arguments[other], type, state), state);
            Put(changed, api.Returned[other], state);
        }

        if (api.IsStatic || index < 0)
            return;
        Put(changed, ElementsOf(api.Receiver, api.Definition.ContainingType, state), state);
    }

    private void AssignOutputs(ApiCall api, FlowState state)
    {
        for (var index = 0; index < api.Definition.Parameters.Length; index++)
        {
            var parameter = api.Definition.Parameters[index];
            if (parameter.RefKind is not (RefKind.Out or RefKind.Ref) || api.PlaceOf(index) is not { } place)
                continue;
            var value = FlowInto(api, parameter.Type, state);
            if (parameter.RefKind == RefKind.Ref)
            {
                // Resized or exchanged: what is there afterwards may be another object.
                var node = Make(api.Operation, state, parameter.Type, "ref");
                state.Write(node, null, ElementsOf(api.ArgumentOf(index), parameter.Type, state));
                value = value.Or(Value.Of(node)).Or(api.ArgumentOf(index));
            }

            switch (place)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation or IDeclarationExpressionOperation:
                    AssignTo(place, _types.IsScalar(place.Type) ? Value.None : value, null, api.Operation, state);
                    break;
                case IFieldReferenceOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation:
                    AssignTo(place, value, null, api.Operation, state);
                    break;
            }
        }
    }

    // ---- what comes out -------------------------------------------------------------------------------------------------------

    private Value ResultOf(ApiCall api, ApiFlows kinds, FlowState state)
    {
        var returned = api.Definition.ReturnType;
        if (api.Definition.ReturnsVoid || _types.IsScalar(api.Method.ReturnType))
            return Value.None;
        var primary = api.IsStatic ? api.ArgumentOf(0) : api.Receiver;
        if (IsReadOnlyView(api.Method.ReturnType) && (api.Method.ReturnType.Name != "ImmutableArray" || ((kinds & ApiFlows.View) != 0 && !AreAllMadeHere(primary))) && MemberUse.Strip(api.IsStatic ? api.PlaceOf(0) ?? (api.Operation as IConversionOperation)?.Operand : api.Place)?.Type is { } viewed && _types.IsMutable(viewed) && !primary.Nodes.IsEmpty)
            return primary.NodesOnly().Or(SeenAs(viewed, primary, api.Operation.Syntax, state));
        if ((kinds & ApiFlows.View) != 0)
            return primary;
        if (IsPair(api.Method.ContainingType) && !api.IsStatic)
            return ElementsAndSelf(primary.NodesOnly(), state);
        if (returned is ITypeParameterSymbol)
            return FlowInto(api, returned, state);

        var elements = Value.None;
        var parameters = _types.ParametersOf(returned);
        foreach (var parameter in parameters)
            elements = elements.Or(FlowInto(api, parameter, state));
        if (parameters.IsEmpty)
        {
            foreach (var (input, _, _) in api.Inputs())
                elements = elements.Or(ElementsAndSelf(input.NodesOnly(), state));
        }

        if (IsPair(api.Method.ReturnType))
            return elements;
        var node = Make(api.Operation, state, api.Method.ReturnType, "result", FlowTypes.IsLazySequence(api.Method.ReturnType));
        state.Write(node, null, elements);
        if (IsGrouping(api.Method))
        {
            var group = Make(api.Operation, state, null, "group");
            state.Write(group, null, elements);
            state.Write(node, null, Value.Of(group));
        }

        var result = Value.Of(node);
        if (FlowTypes.IsView(api.Method.ReturnType) || (api.Definition.ReturnsByRef && (kinds & ApiFlows.Fresh) == 0))
            return result.Or(primary.NodesOnly());
        // A fluent method returns what it was called on.
        var isFluent = !api.IsStatic && (kinds & ApiFlows.Fresh) == 0 && !_types.IsImmutable(api.Method.ReturnType) && !IsCopying(api.Method.Name)
            && SymbolEqualityComparer.Default.Equals(returned.OriginalDefinition, api.Definition.ContainingType);
        return isFluent ? result.Or(primary.NodesOnly()) : result;
    }

    private static bool IsCopying(string name) =>
        name.StartsWith("To", StringComparison.Ordinal) || name.StartsWith("Clone", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal)
        || name is "GetRange" or "Slice" or "GetViewBetween" or "FindAll" or "ConvertAll";

    private static bool IsGrouping(IMethodSymbol method) => method.Name is "GroupBy" or "ToLookup" or "Chunk" or "GroupJoin";
}
