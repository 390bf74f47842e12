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
        // What there is most of comes first: each case that is passed over costs a look at the operation's interfaces.
        switch (operation)
        {
            case ILocalReferenceOperation reference:
                return ReadLocal(reference, state);
            case IParameterReferenceOperation reference:
                return ReadParameter(reference.Parameter, state);
            case IPropertyReferenceOperation reference:
                return ReadProperty(reference, state);
            case IInvocationOperation call:
                return Call(call, state);
            case IConversionOperation conversion:
                return Convert(conversion, state);
            case IFieldReferenceOperation reference:
                return ReadField(reference, state);
            case IBinaryOperation binary:
                return Combine(binary, state);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment, state);
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance || _implicitReceivers.Count == 0 ? Value.Of(This) : _implicitReceivers.Peek();
            case IEventReferenceOperation reference:
                return ReadEvent(reference, state);
            case IArrayElementReferenceOperation element:
                return ReadElement(element, state);
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
            case IParenthesizedOperation parenthesized:
                return Eval(parenthesized.Operand, state);
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
