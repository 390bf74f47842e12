using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Expressions: what they may evaluate to.</summary>
internal sealed partial class Interpreter
{
    private Value Eval(IOperation? operation, FlowState state)
    {
        if (operation is null)
            return Value.None;
        _anyOperation ??= operation;
        if (operation.Kind == OperationKind.Literal)
            return Value.None;
        // Whoever nests deeper than the stack allows learns that from the compiler; see EffectEngine.
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = EvalWhole(operation, state);
        if (value.IsNone || operation.Type is null || !_types.IsScalar(operation.Type))
            return value;
        return Value.None;
    }

    private Value EvalWhole(IOperation operation, FlowState state)
    {
        switch (operation)
        {
            case ILocalReferenceOperation reference:
                return ReadLocal(reference, state);
            case IParameterReferenceOperation reference:
                return ReadParameter(reference.Parameter, state);
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance || _implicitReceivers.Count == 0 ? Value.Of(This) : _implicitReceivers.Peek();
            case IFieldReferenceOperation reference:
                return ReadField(reference, state);
            case IPropertyReferenceOperation reference:
                return ReadProperty(reference, state);
            case IEventReferenceOperation reference:
                return ReadEvent(reference, state);
            case IArrayElementReferenceOperation element:
                return ReadElement(element, state);
            case IInvocationOperation call:
                return Call(call, state);
            case IObjectCreationOperation creation:
                return Create(creation, state);
            case IWithOperation with:
                return Copy(with, state);
            case IAnonymousObjectCreationOperation creation:
                return CreateAnonymous(creation, state);
            case ITypeParameterObjectCreationOperation creation:
                return Initialize(Value.Of(Make(creation, state)), creation.Initializer, state);
            case IArrayCreationOperation creation:
                return CreateArray(creation, state);
            case IArrayInitializerOperation initializer:
                return Union(initializer.ElementValues, state);
            case ICollectionExpressionOperation collection:
                return Collect(collection, state);
            case IObjectOrCollectionInitializerOperation initializer:
                foreach (var part in initializer.Initializers)
                    Eval(part, state);
                return Value.None;
            case IMemberInitializerOperation initializer:
                var member = Eval(initializer.InitializedMember, state);
                Initialize(member, initializer.Initializer, state);
                return Value.None;
            case IConversionOperation conversion:
                return Convert(conversion, state);
            case IParenthesizedOperation parenthesized:
                return Eval(parenthesized.Operand, state);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, state);
            case ICompoundAssignmentOperation assignment:
                return AssignCompound(assignment, state);
            case ICoalesceAssignmentOperation assignment:
                return AssignCoalesced(assignment, state);
            case IIncrementOrDecrementOperation step:
                return Step(step, state);
            case IDeconstructionAssignmentOperation assignment:
                return AssignDeconstructed(assignment, state);
            case IEventAssignmentOperation assignment:
                return AssignEvent(assignment, state);
            case IConditionalOperation conditional:
                return Choose(conditional, state);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce, state);
            case IConditionalAccessOperation access:
                return Access(access, state);
            case IConditionalAccessInstanceOperation instance:
                return _accessed.TryGetValue(Accessing(instance), out var accessed) ? accessed : Value.None;
            case ISwitchExpressionOperation expression:
                return Select(expression, state);
            case IIsPatternOperation pattern:
                Match(pattern.Pattern, Eval(pattern.Value, state), state);
                return Value.None;
            case ITupleOperation tuple:
                return CreateTuple(tuple, state);
            case IDeclarationExpressionOperation declaration:
                return Eval(declaration.Expression, state);
            case IDelegateCreationOperation creation:
                return Eval(creation.Target, state);
            case IAnonymousFunctionOperation lambda:
                return CreateLambda(lambda, state);
            case IMethodReferenceOperation group:
                _groups[Dispatch.Normalize(group.Method)] = group;
                return Value.Of(new Callback(null, group.Method, Eval(group.Instance, state)));
            case IBinaryOperation binary:
                return Combine(binary, state);
            case ITupleBinaryOperation binary:
                NoteTupleComparison(binary);
                return EvalChildren(binary, state);
            case IUnaryOperation { OperatorMethod: { } method } unary:
                return CallOperator(unary, method, [unary.Operand], state);
            case ITranslatedQueryOperation query:
                return Eval(query.Operation, state);
            case IAwaitOperation await:
                return ElementsAndSelf(Eval(await.Operation, state), state);
            case INameOfOperation or ITypeOfOperation or ISizeOfOperation or ILiteralOperation or IDefaultValueOperation:
                return Value.None;
            case IThrowOperation thrown:
                Eval(thrown.Exception, state);
                return Value.None;
            case IInterpolatedStringOperation text:
                return Interpolate(text, state);
            case IImplicitIndexerReferenceOperation indexer:
                return ReadImplicitIndexer(indexer, state);
            case IInlineArrayAccessOperation access:
                Eval(access.Argument, state);
                return state.Read(Eval(access.Instance, state), null);
            case IDynamicMemberReferenceOperation or IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                return ElementsAndSelf(Union(operation.ChildOperations, state), state);
            default:
                return EvalChildren(operation, state);
        }
    }

    private Value EvalChildren(IOperation operation, FlowState state)
    {
        foreach (var child in operation.ChildOperations)
            Visit(child, state);
        return Value.None;
    }

    private Value Union(IEnumerable<IOperation> operations, FlowState state)
    {
        var value = Value.None;
        foreach (var operation in operations)
            value = value.Or(Eval(operation, state));
        return value;
    }

    private static Value ElementsAndSelf(Value value, FlowState state) => value.IsNone ? value : value.Or(state.Read(value, null));

    // ---- variables and members ----------------------------------------------------------------------------------------------

    private Value ReadLocal(ILocalReferenceOperation reference, FlowState state)
    {
        var local = reference.Local;
        var value = state.Find(local);
        if (value is null)
        {
            if (reference.IsDeclaration || _types.IsScalar(local.Type))
                return Value.None;
            // Captured from the member around this local function.
            return IsOuter(local) ? Value.Of(RootOf(local)) : Value.None;
        }

        return local.IsRef ? ElementsAndSelf(value, state) : value;
    }

    private Value ReadParameter(IParameterSymbol parameter, FlowState state)
    {
        if (state.Find(parameter) is { } known)
            return known;
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !SymbolEqualityComparer.Default.Equals(constructor, _member))
            return state.Read(This, parameter);
        if (_types.IsScalar(parameter.Type))
            return Value.None;
        var root = RootOf(parameter);
        return Value.Of(parameter.RefKind is RefKind.Ref or RefKind.Out && !parameter.Type.IsValueType ? root.Step(null) : root);
    }

    private bool IsOuter(ISymbol variable)
    {
        if (_member is not IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return false;
        for (var owner = variable.ContainingSymbol; owner is not null; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, _member))
                return false;
        }

        return true;
    }

    private Value ReadField(IFieldReferenceOperation reference, FlowState state)
    {
        var field = reference.Field;
        if (field.IsStatic)
            return ReadStatic(reference, field);
        var instance = Eval(reference.Instance, state);
        NoteStaticRead(instance, field, reference.Syntax);
        return state.Read(instance, KeyOf(field));
    }

    private static ISymbol KeyOf(ISymbol member) => member switch
    {
        IFieldSymbol { CorrespondingTupleField: { } element } => element.OriginalDefinition,
        // What is written through an override is read through what it overrides.
        IPropertySymbol { OverriddenProperty: { } overridden } => KeyOf(overridden),
        _ => member.OriginalDefinition,
    };

    private Value ReadStatic(IOperation reference, ISymbol member)
    {
        var isReadonly = member is IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } or IPropertySymbol { SetMethod: null };
        if (!_context.Bodies.HasSource(member))
            return Value.Of(StaticOf(member.OriginalDefinition));
        if (!isReadonly && _context.Statics.IsAssigned(member, _cancellation))
            Report(EffectCategory.StaticRead, member, reference.Syntax);
        else if (!_types.IsImmutable(reference.Type) && IsContentReadHere(reference) && _context.Statics.IsChangedInside(member, _cancellation))
            Report(EffectCategory.StaticRead, member, reference.Syntax);
        return Value.Of(StaticOf(member.OriginalDefinition));
    }

    // What is only written to is told as a write.
    private static bool IsContentReadHere(IOperation reference) => reference.Parent is not (IAssignmentOperation or IIncrementOrDecrementOperation);

    private void NoteStaticRead(Value instance, ISymbol member, SyntaxNode site)
    {
        if (instance.Nodes.Any(static node => node.Kind == NodeKind.Static) && _context.Bodies.HasSource(member) && IsSettable(member) && (IsSettableByAnyone(member) || _context.Statics.IsAssigned(member, _cancellation)))
            Report(EffectCategory.StaticRead, member, site);
    }

    private static bool IsSettable(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: false, IsConst: false },
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    private static bool IsSettableByAnyone(ISymbol member) => member switch
    {
        IFieldSymbol field => field.DeclaredAccessibility == Accessibility.Public,
        IPropertySymbol property => property.SetMethod?.DeclaredAccessibility == Accessibility.Public,
        _ => false,
    };

    private Value ReadProperty(IPropertyReferenceOperation reference, FlowState state)
    {
        var property = reference.Property;
        if (_context.Bodies.HasSource(property) && property.IsStatic && AutoProperties.IsAuto(property))
            return ReadStatic(reference, property);
        var receiver = Eval(reference.Instance, state);
        if (AutoProperties.IsAuto(property) && _context.Bodies.HasSource(property) && !property.IsAbstract)
        {
            NoteStaticRead(receiver, property, reference.Syntax);
            var value = state.Read(receiver, KeyOf(property));
            return property is { IsVirtual: true } or { IsOverride: true } ? value.Or(CallMember(property.GetMethod, reference, receiver, reference.Instance, [], reference.Arguments, state)) : value;
        }

        var arguments = Arguments(reference.Arguments, state);
        return property.GetMethod is null && property.OverriddenProperty is null
            ? Value.None
            : CallMember(GetterOf(property), reference, receiver, reference.Instance, arguments, reference.Arguments, state);
    }

    private static IMethodSymbol? GetterOf(IPropertySymbol property) => property.GetMethod ?? (property.OverriddenProperty is { } overridden ? GetterOf(overridden) : null);

    private static IMethodSymbol? SetterOf(IPropertySymbol property) => property.SetMethod ?? (property.OverriddenProperty is { } overridden ? SetterOf(overridden) : null);

    private Value ReadEvent(IEventReferenceOperation reference, FlowState state)
    {
        Eval(reference.Instance, state);
        if (reference.Event.IsStatic && _context.Bodies.HasSource(reference.Event))
            Report(EffectCategory.StaticRead, reference.Event, reference.Syntax);
        return Value.None;
    }

    private Value ReadElement(IArrayElementReferenceOperation element, FlowState state)
    {
        var array = Eval(element.ArrayReference, state);
        foreach (var index in element.Indices)
            Eval(index, state);
        if (IsRead(element) && !element.Indices.Any(IsRangeOperand))
            NotePosition(array, element.ArrayReference, element.Syntax, state);
        return state.Read(array, null).Or(element.Indices.Any(IsRangeOperand) ? array : Value.None);
    }

    private static bool IsRangeOperand(IOperation index) => index.Type is { Name: "Range", ContainingNamespace.Name: "System" };

    private Value ReadImplicitIndexer(IImplicitIndexerReferenceOperation indexer, FlowState state)
    {
        var instance = Eval(indexer.Instance, state);
        Eval(indexer.Argument, state);
        if (IsRead(indexer))
            NotePosition(instance, indexer.Instance, indexer.Syntax, state);
        return indexer.IndexerSymbol is IMethodSymbol ? instance : ElementsOf(instance, indexer.Instance.Type, state);
    }

    private static bool IsRead(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target != reference,
        IIncrementOrDecrementOperation => false,
        _ => true,
    };

    // ---- making -----------------------------------------------------------------------------------------------------------

    private Value Create(IObjectCreationOperation creation, FlowState state)
    {
        var arguments = Arguments(creation.Arguments, state);
        var node = Make(creation, state);
        var made = Value.Of(node);
        if (creation.Constructor is { } constructor)
        {
            if (_context.Bodies.IsOurs(constructor.ContainingType))
                CallMember(constructor, creation, made, null, arguments, creation.Arguments, state);
            else
                made = CreateElsewhere(creation, constructor, node, arguments, state);
        }

        return Initialize(made, creation.Initializer, state);
    }

    private Value Initialize(Value made, IObjectOrCollectionInitializerOperation? initializer, FlowState state)
    {
        if (initializer is null)
            return made;
        _implicitReceivers.Push(made);
        foreach (var part in initializer.Initializers)
            Eval(part, state);
        _implicitReceivers.Pop();
        return made;
    }

    private Value Copy(IWithOperation with, FlowState state)
    {
        var original = Eval(with.Operand, state);
        var node = Make(with, state);
        if (original.Nodes.Contains(node))
        {
            // In a loop a copy is made of the copy before.
            original = Value.Of(original.Nodes.Where(candidate => candidate != node));
            original = original.Or(_originalsBefore.TryGetValue(node, out var before) ? before : Value.None);
        }

        _originalsBefore[node] = original;
        state.SetOriginals(node, original);
        return Initialize(Value.Of(node), with.Initializer, state);
    }

    private readonly Dictionary<Node, Value> _originalsBefore = [];

    private Value CreateAnonymous(IAnonymousObjectCreationOperation creation, FlowState state)
    {
        var values = new List<(ISymbol Member, Value Value)>();
        foreach (var part in creation.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                values.Add((property.OriginalDefinition, Eval(assignment.Value, state)));
        }

        var node = Make(creation, state);
        foreach (var (member, value) in values)
            state.Write(node, member, value, replace: true);
        return Value.Of(node);
    }

    private Value CreateTuple(ITupleOperation tuple, FlowState state)
    {
        var values = tuple.Elements.Select(element => Eval(element, state)).ToList();
        if (_types.IsScalar(tuple.Type))
            return Value.None;
        var node = Make(tuple, state);
        var fields = FieldsOf(tuple.Type);
        for (var index = 0; index < values.Count && index < fields.Length; index++)
            state.Write(node, KeyOf(fields[index]), values[index], replace: true);
        return Value.Of(node);
    }

    private static ImmutableArray<IFieldSymbol> FieldsOf(ITypeSymbol? type) => type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : [];

    private Value CreateArray(IArrayCreationOperation creation, FlowState state)
    {
        foreach (var size in creation.DimensionSizes)
            Eval(size, state);
        var elements = Eval(creation.Initializer, state);
        var node = Make(creation, state);
        state.Write(node, null, elements);
        return Value.Of(node);
    }

    private Value Collect(ICollectionExpressionOperation collection, FlowState state)
    {
        var elements = Value.None;
        Taint? order = null;
        foreach (var part in collection.Elements)
        {
            if (part is ISpreadOperation spread)
            {
                var spreaded = Eval(spread.Operand, state);
                spreaded = RunEnumerator(spread, spreaded, state);
                if (OrderOf(spreaded, spread.Operand, state) is { } unordered)
                    order ??= unordered.KeptAt(collection.Syntax);
                elements = elements.Or(ElementsOf(spreaded, MemberUse.Strip(spread.Operand)?.Type, state));
            }
            else
            {
                elements = elements.Or(Eval(part, state));
            }
        }

        if (collection.ConstructMethod is { } construct && _context.Bodies.HasSource(construct))
            CallMember(construct, collection, Value.None, null, construct.Parameters.Select(_ => elements).ToImmutableArray(), [], state);
        var node = Make(collection, state);
        state.Write(node, null, elements);
        if (order is not null && !_types.IsKeyed(collection.Type))
            state.SetTaint(node, order);
        return Value.Of(node);
    }

    private Value CreateLambda(IAnonymousFunctionOperation lambda, FlowState state)
    {
        var callback = new Callback(lambda, null, Value.None);
        // Whoever runs it, it does at least this.
        Apply(callback, [], state);
        return Value.Of(callback);
    }

    // ---- choosing -----------------------------------------------------------------------------------------------------------

    private Value Choose(IConditionalOperation conditional, FlowState state)
    {
        Eval(conditional.Condition, state);
        var otherwise = state.Clone();
        var value = Eval(conditional.WhenTrue, state);
        value = value.Or(Eval(conditional.WhenFalse, otherwise));
        state.Join(otherwise);
        return value;
    }

    private Value Coalesce(ICoalesceOperation coalesce, FlowState state)
    {
        var value = Eval(coalesce.Value, state);
        var otherwise = state.Clone();
        value = value.Or(Eval(coalesce.WhenNull, otherwise));
        state.Join(otherwise);
        return value;
    }

    private readonly Dictionary<IOperation, Value> _accessed = [];

    private Value Access(IConditionalAccessOperation access, FlowState state)
    {
        _accessed[access] = Eval(access.Operation, state);
        var present = state.Clone();
        var value = Eval(access.WhenNotNull, present);
        state.Join(present);
        return value;
    }

    private static IOperation Accessing(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
                return access;
        }

        return instance;
    }

    private Value Select(ISwitchExpressionOperation expression, FlowState state)
    {
        var subject = Eval(expression.Value, state);
        var value = Value.None;
        var joined = new FlowState { IsUnreachable = true };
        foreach (var arm in expression.Arms)
        {
            var inner = state.Clone();
            Match(arm.Pattern, subject, inner);
            Eval(arm.Guard, inner);
            value = value.Or(Eval(arm.Value, inner));
            joined.Join(inner);
        }

        if (!joined.IsUnreachable)
            state.Replace(joined);
        return value;
    }

    private void Match(IPatternOperation pattern, Value value, FlowState state)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value, state);
                break;
            case IRecursivePatternOperation recursive:
                Bind(recursive.DeclaredSymbol, value, state);
                if (recursive.DeconstructSymbol is IMethodSymbol deconstruct)
                    MatchDeconstructed(recursive, deconstruct, value, state);
                else
                    MatchPositions(recursive, value, state);
                foreach (var property in recursive.PropertySubpatterns)
                    MatchProperty(property, value, state);
                break;
            case IListPatternOperation list:
                Bind(list.DeclaredSymbol, value, state);
                if (list.Patterns.Any(static inner => inner is not (IDiscardPatternOperation or ISlicePatternOperation { Pattern: null })))
                    NotePosition(value, list, list.Syntax, state);
                var elements = ElementsOf(value, list.InputType, state);
                foreach (var inner in list.Patterns)
                    Match(inner, inner is ISlicePatternOperation ? value : elements, state);
                break;
            case ISlicePatternOperation { Pattern: { } inner }:
                Match(inner, value, state);
                break;
            case INegatedPatternOperation negated:
                Match(negated.Pattern, value, state);
                break;
            case IBinaryPatternOperation binary:
                Match(binary.LeftPattern, value, state);
                Match(binary.RightPattern, value, state);
                break;
            case IConstantPatternOperation constant:
                Eval(constant.Value, state);
                break;
            case IRelationalPatternOperation relational:
                Eval(relational.Value, state);
                break;
        }
    }

    private void Bind(ISymbol? variable, Value value, FlowState state)
    {
        if (variable is ILocalSymbol local)
            state.Set(local, _types.IsScalar(local.Type) ? Value.None : value);
    }

    private void MatchProperty(IPropertySubpatternOperation property, Value value, FlowState state)
    {
        _implicitReceivers.Push(value);
        var member = Eval(property.Member, state);
        _implicitReceivers.Pop();
        Match(property.Pattern, member, state);
    }

    private void MatchPositions(IRecursivePatternOperation recursive, Value value, FlowState state)
    {
        var fields = FieldsOf(recursive.InputType);
        for (var index = 0; index < recursive.DeconstructionSubpatterns.Length; index++)
            Match(recursive.DeconstructionSubpatterns[index], index < fields.Length ? state.Read(value, KeyOf(fields[index])) : ElementsAndSelf(value, state), state);
    }

    private void MatchDeconstructed(IRecursivePatternOperation recursive, IMethodSymbol deconstruct, Value value, FlowState state)
    {
        var parts = CallDeconstruct(deconstruct, recursive, value, state);
        for (var index = 0; index < recursive.DeconstructionSubpatterns.Length; index++)
            Match(recursive.DeconstructionSubpatterns[index], index < parts.Length ? parts[index] : Value.None, state);
    }

    // ---- the rest -------------------------------------------------------------------------------------------------------------

    private Value Combine(IBinaryOperation binary, FlowState state)
    {
        var left = Eval(binary.LeftOperand, state);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            var otherwise = state.Clone();
            Eval(binary.RightOperand, otherwise);
            state.Join(otherwise);
            return Value.None;
        }

        var right = Eval(binary.RightOperand, state);
        NoteComparison(binary, left, right);
        if (binary.OperatorMethod is { } method)
            return CallOperator(binary, method, [binary.LeftOperand, binary.RightOperand], state, [left, right]);
        if (binary.Type?.SpecialType == SpecialType.System_String)
        {
            NoteText(binary.LeftOperand, left, state);
            NoteText(binary.RightOperand, right, state);
        }

        // Delegates are added.
        return left.Or(right);
    }

    private Value Interpolate(IInterpolatedStringOperation text, FlowState state)
    {
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation { Expression: { } expression } hole)
            {
                var value = Eval(expression, state);
                NoteText(expression, value, state);
                RunImplicit(hole, value, state);
            }
            else
            {
                EvalChildren(part, state);
            }
        }

        return Value.None;
    }

    /// <summary>Another name for objects that this member did not make, which remembers that they can be changed.</summary>
    private Value SeenAs(ITypeSymbol type, Value value, SyntaxNode site, FlowState state)
    {
        var view = MadeAt(site, "kept as", type);
        view.IsAlias = true;
        state.SetOriginals(view, value);
        return Value.Of(view);
    }

    private Value Convert(IConversionOperation conversion, FlowState state)
    {
        var value = Eval(conversion.Operand, state);
        if (conversion.OperatorMethod is { } method)
            return CallOperator(conversion, method, [conversion.Operand], state, [value]);
        var source = conversion.Operand.Type;
        // From here on its type no longer says that it is unordered.
        if (_types.IsUnordered(source) && !_types.IsUnordered(conversion.Type) && (FlowTypes.IsOpen(conversion.Type) || FlowTypes.IsSequence(conversion.Type)))
        {
            var view = MadeAt(conversion.Syntax, "seen as", source);
            state.Write(view, null, ElementsOf(value, source, state));
            state.SetTaint(view, new Taint(source!.OriginalDefinition, conversion.Syntax, null, null));
            return value.Or(Value.Of(view));
        }

        // Boxed, its type no longer says how it becomes text.
        if (conversion.Type is { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } or { TypeKind: TypeKind.Interface } && CultureTypes.IsFormatted(source) && !Signs.IsNeverNegative(conversion.Operand))
            return Value.Of(MadeAt(conversion.Syntax, "boxed", source)).Or(value);
        // From here on its type no longer says that it can be changed.
        if (_types.IsMutable(source) && conversion.Type is { TypeKind: TypeKind.Interface } or { SpecialType: SpecialType.System_Object } && !value.Nodes.IsEmpty && !value.Nodes.All(static node => node.Kind == NodeKind.Fresh))
            return value.Or(SeenAs(source!, value, conversion.Syntax, state));

        // Boxed or copied, a struct is another object that holds the same.
        return value;
    }
}
