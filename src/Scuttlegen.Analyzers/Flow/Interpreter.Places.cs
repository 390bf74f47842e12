using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Places: what is assigned, and whose object changes with it.</summary>
internal sealed partial class Interpreter
{
    private Value Assign(ISimpleAssignmentOperation assignment, FlowState state)
    {
        if (assignment.IsRef)
        {
            var owners = OwnersOf(assignment.Value, state);
            if (assignment.Target is ILocalReferenceOperation local)
                state.Set(local.Local, owners);
            return owners;
        }

        var value = Eval(assignment.Value, state);
        AssignTo(assignment.Target, value, assignment.Value, assignment, state);
        return value;
    }

    private Value AssignCompound(ICompoundAssignmentOperation assignment, FlowState state)
    {
        var before = Eval(assignment.Target, state);
        var by = Eval(assignment.Value, state);
        if (assignment.OperatorMethod is { } method && _context.Bodies.HasSource(method))
            before = CallMember(method, assignment, Value.None, null, [before, by], [], state);
        if (assignment.Target.Type?.SpecialType == SpecialType.System_String)
            NoteText(assignment.Value, by, state);
        AssignTo(assignment.Target, before.Or(by), assignment.Value, assignment, state);
        return before.Or(by);
    }

    private Value AssignCoalesced(ICoalesceAssignmentOperation assignment, FlowState state)
    {
        var before = Eval(assignment.Target, state);
        var present = state.Clone();
        var value = Eval(assignment.Value, state);
        AssignTo(assignment.Target, value, assignment.Value, assignment, state);
        state.Join(present);
        return before.Or(value);
    }

    private Value Step(IIncrementOrDecrementOperation step, FlowState state)
    {
        Eval(step.Target, state);
        AssignTo(step.Target, Value.None, step.Target, step, state);
        return Value.None;
    }

    private Value AssignDeconstructed(IDeconstructionAssignmentOperation assignment, FlowState state)
    {
        // (a[i], a[j]) = (a[j], a[i]): both sides are tuples, and no tuple is made.
        if (MemberUse.Strip(assignment.Target) is ITupleOperation targets && MemberUse.Strip(assignment.Value) is ITupleOperation values && targets.Elements.Length == values.Elements.Length)
        {
            var evaluated = values.Elements.Select(element => Eval(element, state)).ToList();
            for (var index = 0; index < evaluated.Count; index++)
                Deconstruct(targets.Elements[index], evaluated[index], values.Elements[index], state);
            return Value.None;
        }

        var value = Eval(assignment.Value, state);
        var uses = MemberUses.Of(assignment, _context.Bodies.ModelOf(assignment.Syntax.SyntaxTree)).Select(static use => use.Member).OfType<IMethodSymbol>()
            .FirstOrDefault(static method => method.Name == WellKnownMemberNames.DeconstructMethodName);
        if (uses is not null && assignment.Target is ITupleOperation or IDeclarationExpressionOperation { Expression: ITupleOperation })
        {
            var parts = CallDeconstruct(uses, assignment, value, state);
            var elements = ((assignment.Target as ITupleOperation) ?? (ITupleOperation)((IDeclarationExpressionOperation)assignment.Target).Expression).Elements;
            for (var index = 0; index < elements.Length; index++)
                Deconstruct(elements[index], index < parts.Length ? parts[index] : ElementsAndSelf(value, state), assignment.Value, state);
            return value;
        }

        Deconstruct(assignment.Target, value, assignment.Value, state);
        return value;
    }

    private void Deconstruct(IOperation target, Value value, IOperation? source, FlowState state)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                Deconstruct(declaration.Expression, value, source, state);
                break;
            case ITupleOperation tuple:
                var fields = FieldsOf(tuple.Type);
                for (var index = 0; index < tuple.Elements.Length; index++)
                {
                    var part = index < fields.Length ? state.Read(value, KeyOf(fields[index])) : Value.None;
                    // A pair of a dictionary's, say, is made of what the dictionary holds.
                    Deconstruct(tuple.Elements[index], part.Or(value), null, state);
                }

                break;
            case IConversionOperation conversion:
                Deconstruct(conversion.Operand, value, source, state);
                break;
            case IDiscardOperation:
                break;
            default:
                AssignTo(target, _types.IsScalar(target.Type) ? Value.None : value, source, target.Parent ?? target, state);
                break;
        }
    }

    private Value AssignEvent(IEventAssignmentOperation assignment, FlowState state)
    {
        var handler = Eval(assignment.HandlerValue, state);
        if (assignment.EventReference is not IEventReferenceOperation reference)
            return Value.None;
        var accessor = assignment.Adds ? reference.Event.AddMethod : reference.Event.RemoveMethod;
        var isField = _context.Bodies.HasSource(reference.Event) && accessor is { IsImplicitlyDeclared: true };
        if (reference.Event.IsStatic)
        {
            if (isField)
                Report(EffectCategory.StaticWrite, reference.Event, assignment.Syntax);
            else
                CallMember(accessor, assignment, Value.None, null, [handler], [], state);
            return Value.None;
        }

        var receiver = Eval(reference.Instance, state);
        if (isField || !_context.Bodies.HasSource(reference.Event))
            Change(receiver, reference.Event, assignment.Syntax, state);
        else
            CallMember(accessor, assignment, receiver, reference.Instance, [handler], [], state);
        return Value.None;
    }

    /// <summary>Writes <paramref name="value"/> to the place that <paramref name="target"/> denotes.</summary>
    /// <param name="target">A variable, member or element.</param>
    /// <param name="value">What is written.</param>
    /// <param name="source">The expression it comes from, where there is one.</param>
    /// <param name="whole">The whole assignment.</param>
    /// <param name="state">What is known here.</param>
    private void AssignTo(IOperation target, Value value, IOperation? source, IOperation whole, FlowState state)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: { IsRef: true } local }:
                Change(state.Find(local) ?? Value.None, local, whole.Syntax, state, IsCommutative(target, source, whole));
                foreach (var node in (state.Find(local) ?? Value.None).Nodes)
                    state.Write(node, null, value);
                break;
            case ILocalReferenceOperation { Local: var local }:
                NoteAssignedInLoops(local, target, source, whole, state);
                SetVariable(local, local.Type, value, state);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                NoteAssignedInLoops(parameter, target, source, whole, state);
                AssignParameter(parameter, value, whole, IsCommutative(target, source, whole), state);
                break;
            case IFieldReferenceOperation { Field: { IsStatic: true } field }:
                if (!IsInitialisedHere(field))
                    Report(EffectCategory.StaticWrite, field, whole.Syntax);
                break;
            case IFieldReferenceOperation reference:
                AssignMember(reference, reference.Instance, reference.Field, value, source, whole, state);
                break;
            case IPropertyReferenceOperation reference:
                AssignProperty(reference, value, source, whole, state);
                break;
            case IArrayElementReferenceOperation element:
                AssignElement(element, value, source, whole, state);
                break;
            case IImplicitIndexerReferenceOperation indexer:
                var indexed = Eval(indexer.Instance, state);
                Change(indexed, indexer.IndexerSymbol, whole.Syntax, state);
                Put(indexed, value, state);
                break;
            case IConditionalOperation or ICoalesceOperation or IInvocationOperation or IInlineArrayAccessOperation or IConditionalAccessOperation:
                var owners = OwnersOf(target, state);
                Change(owners, ApiOf(target), whole.Syntax, state, IsCommutative(target, source, whole));
                Put(owners, value, state);
                break;
            case IEventReferenceOperation { Event: var raised } reference:
                if (raised.IsStatic)
                    Report(EffectCategory.StaticWrite, raised, whole.Syntax);
                else
                    Change(Eval(reference.Instance, state), raised, whole.Syntax, state);
                break;
            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value, source, whole, state);
                break;
            case ITupleOperation or IDeclarationExpressionOperation:
                Deconstruct(target, value, source, state);
                break;
        }
    }

    private ISymbol ApiOf(IOperation target) => target switch
    {
        IInvocationOperation call => call.TargetMethod,
        _ => target.Type?.OriginalDefinition ?? _member,
    };

    // A static constructor, or the initialiser of a static, writes what nobody has seen yet.
    private bool IsInitialisedHere(ISymbol member) =>
        _member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } && SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, _member.ContainingType?.OriginalDefinition);

    private void SetVariable(ISymbol variable, ITypeSymbol type, Value value, FlowState state)
    {
        var scalar = _types.IsScalar(type);
        if (!scalar)
            state.Set(variable, value);
        if (IsOuter(variable))
            Assigned(variable, scalar ? Value.None : value, state);
    }

    private void AssignParameter(IParameterSymbol parameter, Value value, IOperation whole, bool commutes, FlowState state)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !SymbolEqualityComparer.Default.Equals(constructor, _member))
        {
            // A primary constructor's parameter is a field.
            Change(Value.Of(This), parameter, whole.Syntax, state, commutes);
            WriteMember(This, parameter, value, state);
            return;
        }

        if (parameter.RefKind is RefKind.Ref or RefKind.Out && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _member))
            Change(Value.Of(RootOf(parameter)), parameter, whole.Syntax, state, commutes);
        SetVariable(parameter, parameter.Type, value, state);
    }

    private void AssignMember(IOperation reference, IOperation? instance, ISymbol member, Value value, IOperation? source, IOperation whole, FlowState state)
    {
        var receiver = Eval(instance, state);
        var commutes = IsCommutative(reference, source, whole);
        if (instance is { Type.IsValueType: true } and not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        {
            // A struct is part of the place that holds it.
            Change(OwnersOf(instance, state), member, whole.Syntax, state, commutes);
            if (RootVariable(instance) is { } variable)
                NoteAssignedInLoops(variable, reference, source, whole, state);
        }
        else if (instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
        {
            Change(receiver, member, whole.Syntax, state, commutes);
        }

        foreach (var node in receiver.Nodes)
        {
            _storedAt[(node, KeyOf(member))] = source?.Syntax ?? whole.Syntax;
            WriteMember(node, member, value, state, receiver.Nodes.Length == 1 && !InLoop());
        }
    }

    private bool InLoop() => _exits.Any(static exit => exit.Kind == ExitKind.Loop);

    private static ISymbol? RootVariable(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation { Local.IsRef: false } local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } inner } => RootVariable(inner),
        _ => null,
    };

    private void AssignProperty(IPropertyReferenceOperation reference, Value value, IOperation? source, IOperation whole, FlowState state)
    {
        var property = reference.Property;
        if (property.ReturnsByRef)
        {
            var owners = OwnersOf(reference, state);
            Change(owners, property, whole.Syntax, state, IsCommutative(reference, source, whole), isElement: true);
            Put(owners, value, state);
            NoteElementInLoops(owners, reference, reference.Arguments, source, whole, state);
            return;
        }

        var isOurs = _context.Bodies.HasSource(property);
        if (isOurs && AutoProperties.IsAuto(property))
        {
            if (property.IsStatic)
            {
                if (!IsInitialisedHere(property))
                    Report(EffectCategory.StaticWrite, property, whole.Syntax);
                return;
            }

            AssignMember(reference, reference.Instance, property, value, source, whole, state);
            return;
        }

        var receiver = Eval(reference.Instance, state);
        var arguments = Arguments(reference.Arguments, state);
        if (isOurs)
        {
            if (SetterOf(property) is { } setter)
                CallMember(setter, whole, receiver, reference.Instance, arguments.Add(value), reference.Arguments, state);
            return;
        }

        // Elsewhere: the object keeps what it is given.
        var changed = reference.Instance is { Type.IsValueType: true } place && !FlowTypes.IsView(place.Type) ? OwnersOf(place, state) : receiver;
        if (reference.Instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
            Change(changed, property, whole.Syntax, state, IsCommutative(reference, source, whole) || reference.Instance?.Type is { } type && _types.IsKeyed(type), isElement: property.IsIndexer);
        if (property.IsIndexer)
        {
            Put(receiver, value, state);
            foreach (var argument in arguments)
                Put(receiver, argument, state);
            NoteElementInLoops(receiver, reference, reference.Arguments, source, whole, state);
        }
        else
        {
            foreach (var node in receiver.Nodes)
                WriteMember(node, property.OriginalDefinition, value, state);
        }

        if (property.IsStatic)
            Report(EffectCategory.StaticWrite, property, whole.Syntax);
    }

    private void AssignElement(IArrayElementReferenceOperation element, Value value, IOperation? source, IOperation whole, FlowState state)
    {
        var array = Eval(element.ArrayReference, state);
        foreach (var index in element.Indices)
            Eval(index, state);
        Change(array, _types.IsScalar(element.ArrayReference.Type) ? _member : (ISymbol?)element.ArrayReference.Type ?? _member, whole.Syntax, state, IsCommutative(element, source, whole), isElement: true);
        Put(array, value, state);
        NoteElementInLoops(array, element, element.Indices, source, whole, state);
    }

    private void Put(Value container, Value value, FlowState state)
    {
        foreach (var node in container.Nodes)
            WriteMember(node, null, value, state);
    }

    private void WriteMember(Node node, ISymbol? member, Value value, FlowState state, bool replace = false)
    {
        var key = member is null ? null : KeyOf(member);
        state.Write(node, key, value, replace && node.Kind == NodeKind.Fresh && key is not null);
        if (node.Kind == NodeKind.Root && !value.IsNone)
        {
            var stored = new StoredValue(node.Path!, key, Shape.Of(value, state));
            if (!stored.Shape.IsNone && !_stores.Exists(known => known.Covers(stored)))
                _stores.Add(stored);
        }
    }

    /// <summary>The objects that change when the place is written to; none for a variable of one's own.</summary>
    private Value OwnersOf(IOperation? place, FlowState state)
    {
        switch (place)
        {
            case ILocalReferenceOperation { Local: { IsRef: true } local }:
                return state.Find(local) ?? Value.None;
            case ILocalReferenceOperation { Local: { } local }:
                return IsOuter(local) ? Value.Of(RootOf(local)) : Value.None;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.Ref or RefKind.Out or RefKind.In or RefKind.RefReadOnlyParameter } parameter }:
                return Value.Of(RootOf(parameter));
            case IParameterReferenceOperation:
                return Value.None;
            case IFieldReferenceOperation { Field: { IsStatic: true } field }:
                return Value.Of(StaticOf(field.OriginalDefinition));
            case IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance }:
                return OwnersOf(instance, state);
            case IFieldReferenceOperation reference:
                return Eval(reference.Instance, state);
            case IPropertyReferenceOperation { Property.ReturnsByRef: true } reference:
                Arguments(reference.Arguments, state);
                return _context.Bodies.HasSource(reference.Property)
                    ? CallMember(GetterOf(reference.Property), reference, Eval(reference.Instance, state), reference.Instance, [], reference.Arguments, state)
                    : Eval(reference.Instance, state);
            case IArrayElementReferenceOperation element:
                return Eval(element.ArrayReference, state);
            case IInlineArrayAccessOperation access:
                return OwnersOf(access.Instance, state);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return Value.Of(This);
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } call:
                return CallForPlace(call, state);
            case IConditionalOperation conditional:
                Eval(conditional.Condition, state);
                return OwnersOf(conditional.WhenTrue, state).Or(OwnersOf(conditional.WhenFalse, state));
            case IConversionOperation { OperatorMethod: null } conversion:
                return OwnersOf(conversion.Operand, state);
            case IParenthesizedOperation parenthesized:
                return OwnersOf(parenthesized.Operand, state);
            case IDeclarationExpressionOperation or IDiscardOperation or null:
                return Value.None;
            default:
                // What is no place is a copy; but the objects that it refers to are the same.
                Eval(place, state);
                return Value.None;
        }
    }

    /// <summary>Notes that objects change.</summary>
    /// <param name="changed">The objects.</param>
    /// <param name="api">By what.</param>
    /// <param name="site">Where.</param>
    /// <param name="state">What is known here.</param>
    /// <param name="commutes">Whether several such changes come to the same in whatever order they happen.</param>
    /// <param name="rest">Where it happens further down.</param>
    /// <param name="isElement">Whether it is an element, whose place tells more about loops.</param>
    /// <param name="inner">The place to name instead of <paramref name="site"/>: in a local function of this member.</param>
    private void Change(Value changed, ISymbol api, SyntaxNode site, FlowState state, bool commutes = false, Trace? rest = null, SyntaxNode? inner = null, bool isElement = false)
    {
        foreach (var node in changed.Nodes)
        {
            switch (node.Kind)
            {
                case NodeKind.Root:
                    ReportIf(node, EffectCategory.InputMutation, api, inner ?? site, rest, commutes);
                    break;
                case NodeKind.Static when !IsInitialisedHere(node.Symbol!):
                    Report(EffectCategory.StaticWrite, rest is null ? node.Symbol! : rest.Effect.Api, site, AsStaticWrite(rest), inner: inner);
                    break;
                case NodeKind.Fresh when !isElement:
                    NoteChangedInLoops(node, site, commutes, state);
                    break;
            }
        }
    }

    // Down there it was a change of an argument; here the argument turns out to be static.
    private static Trace? AsStaticWrite(Trace? rest) => rest?.As(EffectCategory.StaticWrite);

    private Value CallForPlace(IInvocationOperation call, FlowState state) => Call(call, state, asPlace: true);
}
