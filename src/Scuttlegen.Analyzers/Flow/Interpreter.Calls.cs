using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Calls: of members of this compilation by their summaries, of delegates by running what is behind them.</summary>
internal sealed partial class Interpreter
{
    private Value Call(IInvocationOperation call, FlowState state, bool asPlace = false)
    {
        var receiver = Eval(call.Instance, state);
        var arguments = Arguments(call.Arguments, state);
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
            return Invoke(receiver, arguments, call, state);
        NoteEquating(call, receiver, arguments, state);
        if (call.Instance?.Type is { } drawn && IsRuntimeContext(drawn) && call.TargetMethod.MethodKind == MethodKind.Ordinary)
            NoteDraw(call, isContext: true);
        if (call.TargetMethod is { Name: "ToString", Parameters.Length: 0 } && call.Instance is not null)
            NoteBoxedText(call.Instance, receiver, call.Syntax, null, null);
        var result = CallMember(call.TargetMethod, call, receiver, call.Instance, arguments, call.Arguments, state);
        // A place that is returned by reference is read here.
        return call.TargetMethod.ReturnsByRef && !asPlace ? ElementsAndSelf(result, state) : result;
    }

    private Value Invoke(Value target, ImmutableArray<Value> arguments, IOperation call, FlowState state)
    {
        var result = Value.None;
        foreach (var callback in target.Callbacks)
        {
            if (callback.Lambda is { } lambda && _running.Contains(lambda) && call is IInvocationOperation invocation && !IsBounded(invocation.Arguments))
                NoteDescent((MemberUse.Strip(invocation.Instance) as ILocalReferenceOperation)?.Local ?? _member, arguments, call.Syntax);
            result = result.Or(Apply(callback, arguments, state));
        }

        foreach (var node in target.Nodes)
        {
            if (node.IsItself)
                NoteInvocation(node.Symbol!, arguments, state);
        }

        return result;
    }

    private void NoteInvocation(ISymbol root, ImmutableArray<Value> arguments, FlowState state)
    {
        var order = UnorderedLoops().Select(static loop => loop.Order.Root).FirstOrDefault(static given => given is not null);
        var invocation = new Invocation(root, arguments.Select(argument => Shape.Of(argument, state)).ToImmutableArray(), order);
        if (!_invocations.Exists(known => known.Covers(invocation)))
            _invocations.Add(invocation);
    }

    /// <summary>The arguments' values in the order of the parameters.</summary>
    private ImmutableArray<Value> Arguments(ImmutableArray<IArgumentOperation> arguments, FlowState state)
    {
        if (arguments.IsDefaultOrEmpty)
            return [];
        var values = new Value[arguments.Max(static argument => argument.Parameter?.Ordinal ?? 0) + 1];
        for (var index = 0; index < values.Length; index++)
            values[index] = Value.None;
        foreach (var argument in arguments)
        {
            var value = Eval(argument.Value, state);
            if (argument.Parameter is { } parameter)
                values[parameter.Ordinal] = values[parameter.Ordinal].Or(value);
        }

        return values.ToImmutableArray();
    }

    private Value CallMember(
        IMethodSymbol? method, IOperation operation, Value receiver, IOperation? place, ImmutableArray<Value> arguments, ImmutableArray<IArgumentOperation> written, FlowState state)
    {
        if (method is null)
            return Value.None;
        var isVirtual = operation switch
        {
            IInvocationOperation call => call.IsVirtual || (method.IsStatic && (method.IsAbstract || method.IsVirtual)),
            IObjectCreationOperation => false,
            _ => method.IsVirtual || method.IsAbstract || method.IsOverride,
        };
        var use = MemberUse.On(method, place, isVirtual);
        var result = Value.None;
        var isKnown = false;
        foreach (var target in _context.Dispatch.TargetsOf(method, use))
        {
            isKnown = true;
            result = result.Or(CallSource(target, operation, receiver, place, arguments, written, state, method));
        }

        return isKnown ? result : CallElsewhere(method, operation, receiver, place, arguments, written, state);
    }

    private Value CallSource(
        IMethodSymbol target, IOperation operation, Value receiver, IOperation? place, ImmutableArray<Value> arguments, ImmutableArray<IArgumentOperation> written, FlowState state,
        IMethodSymbol? constructed = null)
    {
        if (target.AssociatedSymbol is IPropertySymbol property && AutoProperties.IsAuto(property))
        {
            if (target.MethodKind == MethodKind.PropertyGet)
                return state.Read(receiver, KeyOf(property));
            Change(receiver, property, operation.Syntax, state);
            foreach (var node in receiver.Nodes)
                WriteMember(node, property, arguments.IsEmpty ? Value.None : arguments[arguments.Length - 1], state);
            return Value.None;
        }

        var summary = _summaryOf(target);
        var binding = new Binding(target, operation, receiver, place, arguments, written, constructed);
        NoteRecursion(target, binding, state);
        if (summary.Draws)
            NoteDraw(operation, isContext: true);
        var isOwnFunction = IsOwnFunction(target);
        foreach (var condition in summary.Conditions)
            Apply(condition, binding, isOwnFunction ? condition.Site : null, state);
        foreach (var store in summary.Stores)
        {
            var stored = Instantiate(store.Shape, binding, store.Member?.Name + "=", state);
            var into = NodesOf(store.Root, binding, state);
            foreach (var node in into.Nodes)
            {
                if (store.Member is not null)
                    _storedAt[(node, KeyOf(store.Member))] = SourceOf(store.Shape, binding) ?? operation.Syntax;
                WriteMember(node, store.Member, stored, state, replace: target.MethodKind == MethodKind.Constructor && into.Nodes.Length == 1);
            }
        }

        foreach (var invocation in summary.Invocations)
        {
            var called = ValueOf(invocation.Root, binding, state);
            var given = invocation.Arguments.Select((shape, index) => Instantiate(shape, binding, $"call{index}", state)).ToImmutableArray();
            var order = invocation.Order is { } enumerated ? OrderOf(ValueOf(enumerated, binding, state), binding.PlaceOf(enumerated), state) : null;
            if (order is not null)
                _enumerated.Push(order);
            Invoke(called, given, operation, state);
            if (order is not null)
                _enumerated.Pop();
        }

        foreach (var (variable, shape) in summary.Assigned)
        {
            // A local function that counts up what is around it, and is asked for the count.
            if (!SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, target) && IsResultUsed(operation) && UnorderedLoops().Any(loop => loop.IsOutside(variable)))
                NoteDraw(operation);
            AssignBack(variable, Instantiate(shape, binding, variable.Name + "<", state), binding, state);
        }

        return Instantiate(summary.Returns, binding, "result", state);
    }

    /// <summary>The argument that a stored value is.</summary>
    private static SyntaxNode? SourceOf(Shape stored, Binding binding)
    {
        foreach (var root in stored.Roots)
        {
            if (root is { IsItself: true, Root: IParameterSymbol } && binding.PlaceOf(root.Root) is { } place)
                return place.Syntax;
        }

        return null;
    }

    private bool IsOwnFunction(IMethodSymbol target)
    {
        if (target.MethodKind != MethodKind.LocalFunction)
            return false;
        for (var owner = target.ContainingSymbol; owner is not null; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, _member))
                return true;
        }

        return false;
    }

    private void Apply(Condition condition, Binding binding, SyntaxNode? inner, FlowState state)
    {
        var rest = condition.Trace;
        if (condition.Root.Root is ITypeParameterSymbol parameter)
        {
            if (Substitute(parameter, binding) is { } argument)
                NoteTypeUse(argument, condition.Use, inner ?? binding.Operation.Syntax, new Trace(_member, rest));
            return;
        }

        switch (rest.Effect.Category)
        {
            case EffectCategory.InputMutation when condition.Root is { IsItself: true, Root: INamedTypeSymbol { IsValueType: true } } && RootVariable(MemberUse.Strip(binding.Place)) is { } variable:
                // A struct in a variable of one's own: a generator, say, that steps with each call.
                if (UnorderedLoops().Any(loop => loop.IsOutside(variable)) && (!condition.Commutes || IsResultUsed(binding.Operation)))
                    NoteDraw(binding.Operation);
                break;
            case EffectCategory.InputMutation when condition.Root is { IsItself: true, Root: INamedTypeSymbol { IsValueType: true } } && IsOwnCopy(binding):
                break;
            case EffectCategory.Culture:
                NoteBoxedText(null, NodesOf(condition.Root, binding, state), inner ?? binding.Operation.Syntax, rest, inner);
                break;
            case EffectCategory.InputMutation:
                Change(NodesOf(condition.Root, binding, state), rest.Effect.Api, binding.Operation.Syntax, state, condition.Commutes && !IsResultUsed(binding.Operation), rest, inner);
                break;
            case EffectCategory.UnorderedEnumeration when condition.Root.IsItself:
                if (OrderOf(ValueOf(condition.Root.Root, binding, state), binding.PlaceOf(condition.Root.Root), state) is { } order)
                    Bound(order, rest.Effect.Api, binding.Operation.Syntax, rest, inner);
                break;
            case EffectCategory.Recursion:
                foreach (var node in NodesOf(condition.Root, binding, state).Nodes)
                {
                    if (node.Kind == NodeKind.Root)
                        ReportIf(node, EffectCategory.Recursion, rest.Effect.Api, inner ?? binding.Operation.Syntax, rest);
                }

                break;
        }
    }

    /// <summary>Whether the callee runs on a variable of the compiler's: a loop keeps its enumerator in one.</summary>
    private static bool IsOwnCopy(Binding binding) =>
        binding is { Place: null, Operation: IForEachLoopOperation or ISpreadOperation, Target.Name: WellKnownMemberNames.MoveNextMethodName or "get_" + WellKnownMemberNames.CurrentPropertyName or WellKnownMemberNames.DisposeMethodName };

    /// <summary>What stands for a callee's type parameter here; <see langword="null"/> where that cannot be seen.</summary>
    private static ITypeSymbol? Substitute(ITypeParameterSymbol parameter, Binding binding)
    {
        if (binding.Constructed is not { } constructed)
            return null;
        if (parameter.TypeParameterKind == TypeParameterKind.Method)
            return parameter.Ordinal < constructed.TypeArguments.Length ? constructed.TypeArguments[parameter.Ordinal] : null;
        for (var type = (MemberUse.Strip(binding.Place)?.Type as INamedTypeSymbol) ?? constructed.ContainingType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parameter.ContainingSymbol))
                return type.TypeArguments[parameter.Ordinal];
        }

        return null;
    }

    private void NoteTypeUse(ITypeSymbol type, TypeUse use, SyntaxNode site, Trace trace)
    {
        if (type is ITypeParameterSymbol parameter)
            NoteTypeCondition(parameter, use, site, trace);
        else if (use switch
        {
            TypeUse.Formatted => CultureTypes.IsFormatted(type),
            TypeUse.Compared => CultureTypes.IsCompared(type),
            TypeUse.EquatedAsValueType => type.IsValueType && _types.IsIdentityCompared(type),
            TypeUse.Reinterpreted => !MemoryEffects.IsNumber(type),
            _ => _types.IsIdentityCompared(type),
        })
        {
            _findings[(site, trace.Effect.Category, new Sym(trace.Effect.Group))] = new FlowFinding(site, trace);
        }
    }

    private void NoteTypeCondition(ITypeParameterSymbol parameter, TypeUse use, SyntaxNode site, Trace trace)
    {
        var path = new RootPath(parameter.OriginalDefinition, RootDepth.Itself, null);
        _conditions[(path, site, trace.Effect.Category, new Sym(trace.Effect.Group))] = new Condition(path, site, trace, Use: use);
    }

    private void AssignBack(ISymbol variable, Value value, Binding binding, FlowState state)
    {
        if (variable is IParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, binding.Target))
        {
            switch (binding.PlaceOf(parameter))
            {
                case ILocalReferenceOperation { Local: { IsRef: false } local }:
                    SetVariable(local, local.Type, parameter.RefKind == RefKind.Out ? value : (state.Find(local) ?? Value.None).Or(value), state);
                    break;
                case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var declared } }:
                    SetVariable(declared, declared.Type, value, state);
                    break;
                case IParameterReferenceOperation { Parameter: var outer }:
                    SetVariable(outer, outer.Type, ReadParameter(outer, state).Or(value), state);
                    break;
                case IFieldReferenceOperation { Instance: { } instance, Field: var field }:
                    foreach (var node in Eval(instance, state).Nodes)
                        WriteMember(node, field, value, state);
                    break;
                case IArrayElementReferenceOperation { ArrayReference: { } array }:
                    Put(Eval(array, state), value, state);
                    break;
            }

            return;
        }

        var type = (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;
        if (type is not null)
            SetVariable(variable, type, (state.Find(variable) ?? (variable is IParameterSymbol captured ? ReadParameter(captured, state) : Value.None)).Or(value), state);
    }

    // ---- binding ------------------------------------------------------------------------------------------------------------

    /// <summary>A call seen from the callee: what its roots stand for here.</summary>
    private sealed record Binding(
        IMethodSymbol Target, IOperation Operation, Value Receiver, IOperation? Place, ImmutableArray<Value> Arguments, ImmutableArray<IArgumentOperation> Written, IMethodSymbol? Constructed = null)
    {
        /// <summary>What the callee's paths stand for, as far as asked.</summary>
        public Dictionary<RootPath, Value> Known { get; } = [];

        public IOperation? PlaceOf(ISymbol root)
        {
            if (root is not IParameterSymbol { ContainingSymbol: not INamedTypeSymbol } parameter)
                return root is INamedTypeSymbol or IParameterSymbol ? Place : null;
            foreach (var argument in Written)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal)
                    return argument.Value;
            }

            return null;
        }
    }

    /// <summary>The value of the variable that a callee's root stands for.</summary>
    private Value ValueOf(ISymbol root, Binding binding, FlowState state)
    {
        switch (root)
        {
            case INamedTypeSymbol:
                return binding.Receiver;
            case IParameterSymbol { ContainingSymbol: INamedTypeSymbol { IsExtension: true } }:
                return binding.Receiver;
            case IParameterSymbol parameter when parameter.ContainingSymbol is IMethodSymbol owner && SymbolEqualityComparer.Default.Equals(owner, binding.Target):
                return parameter.Ordinal < binding.Arguments.Length ? binding.Arguments[parameter.Ordinal] : Value.None;
            // A lambda's parameter, captured by a local function of its own.
            case IParameterSymbol parameter:
                return state.Find(parameter) ?? (IsOwnVariable(parameter) || IsOuter(parameter) ? ReadParameter(parameter, state) : Value.None);
            default:
                return state.Find(root) ?? (IsOuter(root) ? Value.Of(RootOf(root)) : Value.None);
        }
    }

    private bool IsOwnVariable(ISymbol variable) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, _member);

    /// <summary>The objects that a callee's path stands for.</summary>
    private Value NodesOf(RootPath path, Binding binding, FlowState state)
    {
        // Asked for again and again while one summary is applied.
        if (!binding.Known.TryGetValue(path, out var known))
        {
            known = FindNodes(path, binding, state);
            binding.Known.Add(path, known);
        }

        return known;
    }

    private Value FindNodes(RootPath path, Binding binding, FlowState state)
    {
        var root = path.Root;
        var isPlace = root is IParameterSymbol { RefKind: not RefKind.None } || (root is INamedTypeSymbol { IsValueType: true } && binding.Target.MethodKind != MethodKind.Constructor);
        var value = ValueOf(root, binding, state);
        if (path.IsItself)
        {
            var place = isPlace ? binding.PlaceOf(root) : null;
            return place is null ? value.NodesOnly() : OwnersOf(place, state);
        }

        // What a place holds is a step away from it.
        if (isPlace && root is IParameterSymbol { Type.IsValueType: false })
            return path.Depth == RootDepth.Member ? value.NodesOnly() : value.NodesOnly().Or(state.Inside(value));
        return path.Depth switch
        {
            RootDepth.Member => state.Read(value, path.Member),
            RootDepth.Inside => state.Inside(state.Read(value, path.Member)),
            _ => state.Inside(value),
        };
    }

    private Value Instantiate(Shape shape, Binding binding, string path, FlowState state)
    {
        if (shape.IsNone)
            return Value.None;
        var value = Value.None;
        foreach (var root in shape.Roots.OrderBy(static path => path.Root.Name, StringComparer.Ordinal).ThenBy(static path => path.Depth).ThenBy(static path => path.Member?.Name, StringComparer.Ordinal))
            value = value.Or(root.IsItself ? ValueOf(root.Root, binding, state) : NodesOf(root, binding, state));
        foreach (var member in shape.Statics)
            value = value.Or(Value.Of(StaticOf(member)));
        if (shape.Made.IsEmpty)
            return value;

        // In an order of their own, so that what is reported does not change from run to run.
        var made = shape.Made.Count == 1 ? shape.Made : shape.Made.OrderBy(static made => made?.ToDisplayString(), StringComparer.Ordinal).AsEnumerable();
        var type = made.FirstOrDefault(_types.IsMutable) ?? made.First();
        var node = MadeAt(binding.Operation.Syntax, $"{binding.Target.Name}.{path}", type, shape.IsLazy);
        state.Forget(node);
        foreach (var (member, held) in shape.Members)
            state.Write(node, member, Instantiate(held, binding, $"{path}.{member?.Name}", state));
        if (shape.Taint is { } taint && Retaint(taint, binding, state) is { } order)
            state.SetTaint(node, order);
        return value.Or(Value.Of(node));
    }

    private Taint? Retaint(Taint taint, Binding binding, FlowState state)
    {
        if (taint.Root is null)
        {
            var rest = taint.Rest is null
                ? new Trace(binding.Target, new Effect(EffectCategory.UnorderedEnumeration, taint.Api, taint.Api, "", taint.Site))
                : new Trace(binding.Target, taint.Rest);
            return new Taint(taint.Api, binding.Operation.Syntax, rest, null, IsKept: true);
        }

        return OrderOf(ValueOf(taint.Root, binding, state), binding.PlaceOf(taint.Root), state) is { } order ? order with { Site = binding.Operation.Syntax, IsKept = true } : null;
    }

    // ---- delegates ------------------------------------------------------------------------------------------------------------

    private Value Apply(Callback callback, ImmutableArray<Value> arguments, FlowState state)
    {
        if (callback.Method is { } method)
        {
            var use = new MemberUse(method, null, callback.Receiver.IsNone ? null : method.ContainingType, method.IsVirtual || method.IsAbstract || method.IsOverride);
            var result = Value.None;
            var isKnown = false;
            foreach (var target in _context.Dispatch.TargetsOf(method, use))
            {
                isKnown = true;
                result = result.Or(CallSource(target, OperationOf(target), callback.Receiver, null, arguments, [], state, method));
            }

            return isKnown ? result : CallElsewhere(method, OperationOf(Dispatch.Normalize(method)), callback.Receiver, (OperationOf(Dispatch.Normalize(method)) as IMethodReferenceOperation)?.Instance, arguments, [], state);
        }

        var lambda = callback.Lambda!;
        // A lambda that leads back to itself has been run already.
        if (!_running.Add(lambda))
            return Value.None;
        var inner = state.Clone();
        var parameters = lambda.Symbol.Parameters;
        for (var index = 0; index < parameters.Length; index++)
            inner.Set(parameters[index], index < arguments.Length && !_types.IsScalar(parameters[index].Type) ? arguments[index] : Value.None);
        var exit = new Exit(ExitKind.Function, null);
        _exits.Push(exit);
        Visit(lambda.Body, inner);
        _exits.Pop();
        _running.Remove(lambda);
        inner.Join(exit.State);
        inner.IsUnreachable = false;
        state.Join(inner);
        return lambda.Symbol.ReturnsVoid || _types.IsScalar(lambda.Symbol.ReturnType) ? Value.None : exit.Returned;
    }

    /// <summary>A method group is run where it was made a delegate; that place stands for the call.</summary>
    private IOperation OperationOf(IMethodSymbol method) => _groups.TryGetValue(method, out var group) ? group : _anyOperation!;

    private readonly Dictionary<ISymbol, IOperation> _groups = new(SymbolEqualityComparer.Default);
    private IOperation? _anyOperation;
}
