using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Commutation;

/// <content>Expressions.</content>
internal sealed partial class BodyReader
{
    private static readonly ImmutableSortedDictionary<string, Value> NoMembers = ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);

    private Value Evaluate(IOperation operation, Scope scope)
    {
        Step();
        if (operation.ConstantValue is { HasValue: true } constant)
            return new Value.Independent("constant " + constant.Value, constant.Value as bool?);

        switch (operation)
        {
            case IParameterReferenceOperation parameter:
                return scope[parameter.Parameter] ?? Fresh();
            case ILocalReferenceOperation local:
                return scope[local.Local] ?? Fresh();
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, scope);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return scope.Receiver ?? Fresh();
            case IInstanceReferenceOperation:
                return scope.This ?? Fresh();
            case IConditionalAccessInstanceOperation:
                return scope.Receiver ?? Fresh();
            case IConversionOperation conversion:
                return EvaluateConversion(conversion, scope);
            case IFieldReferenceOperation { Instance: null } field:
                return new Value.Independent("static " + field.Field.ToDisplayString());
            case IFieldReferenceOperation field:
                CheckReceiver(field.Instance);
                return Map(Evaluate(field.Instance, scope), value => MemberOf(value, field.Field, field.Syntax));
            case IPropertyReferenceOperation property:
                return EvaluateProperty(property, scope);
            case IWithOperation with:
                return EvaluateWith(with, scope);
            case IObjectCreationOperation creation:
                return EvaluateCreation(creation, scope);
            case IInvocationOperation call:
                return EvaluateCall(call, scope);
            case IConditionalOperation choice:
                return EvaluateChoice(choice, scope);
            case ISwitchExpressionOperation choice:
                return EvaluateSwitch(choice, scope);
            case ICoalesceOperation coalesce:
                return Combine(operation, Evaluate(coalesce.Value, scope), WithReceiver(coalesce.WhenNull, scope, scope.Receiver));
            case IConditionalAccessOperation access:
            {
                var value = Evaluate(access.Operation, scope);
                return Combine(operation, value, WithReceiver(access.WhenNotNull, scope, Depend(value, access.Operation.Syntax)));
            }

            case IBinaryOperation binary:
                return EvaluateBinary(binary, scope);
            case IUnaryOperation unary:
                return EvaluateUnary(unary, scope);
            case IIncrementOrDecrementOperation step:
            {
                CheckChecked(step.IsChecked, step.Type, step.Syntax);
                var before = Evaluate(step.Target, scope);
                var after = MayJoin(step.Type) ? Map(before, value => JoinTo(value, Join.Addition, "constant 1") ?? Depend(value, step.Syntax)) : Depend(before, step.Syntax);
                Assign(step.Target, after is Value.Independent ? Fresh() : after, scope);
                return step.IsPostfix ? before : after;
            }

            case ICompoundAssignmentOperation compound:
            {
                var before = Evaluate(compound.Target, scope);
                var result = Combine(compound.OperatorKind, compound.IsChecked, compound.OperatorMethod, compound.Type, before, Evaluate(compound.Value, scope), compound.Value, compound.Syntax);
                Assign(compound.Target, result, scope);
                return result;
            }

            case ISimpleAssignmentOperation assignment:
            {
                var value = Evaluate(assignment.Value, scope);
                Assign(assignment.Target, value, scope);
                return value;
            }

            case ICoalesceAssignmentOperation assignment:
            {
                var value = Combine(operation, Evaluate(assignment.Target, scope), Evaluate(assignment.Value, scope));
                Assign(assignment.Target, value, scope);
                return value;
            }

            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction.Target, deconstruction.Value, scope);
            case IIsPatternOperation test:
            {
                var value = Evaluate(test.Value, scope);
                Match(test.Pattern, value, scope);
                return Depend(value, test.Syntax) is Value.Independent ? Fresh() : new Value.Dependent(test.Syntax);
            }

            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target, scope);
            case IAnonymousFunctionOperation lambda:
                return new Value.Function(lambda.Body, lambda.Symbol.Parameters, scope);
            case IMethodReferenceOperation group when LocalFunction(group.Method) is { } local:
                return new Value.Function(local, group.Method.Parameters, scope);
            case IThrowOperation thrown:
                MayThrow(thrown.Syntax, "it is a throw");
                return Value.None;
            case IArrayElementReferenceOperation:
                MayThrow(operation.Syntax, "an index may be out of range");
                break;
            case IImplicitIndexerReferenceOperation:
                MayThrow(operation.Syntax, "an index may be out of range");
                break;
            case IArrayCreationOperation creation when creation.DimensionSizes.Any(size => !size.ConstantValue.HasValue):
                MayThrow(operation.Syntax, "its size may be negative");
                break;
            case IAwaitOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IInvalidOperation or IFunctionPointerInvocationOperation or IMethodReferenceOperation:
                if (operation is not IMethodReferenceOperation)
                    Obstruct($"{Text(operation.Syntax)} cannot be followed", operation.Syntax);
                break;
            case IDeclarationExpressionOperation or IDiscardOperation or ITypeOfOperation or ISizeOfOperation or INameOfOperation or IDefaultValueOperation:
                return operation is IDefaultValueOperation { Type.SpecialType: SpecialType.System_Boolean } ? new Value.Independent("constant False", false) : Fresh();
        }

        return DependOnAll(operation.ChildOperations.Select(child => Evaluate(child, scope)).ToList(), operation.Syntax);
    }

    private Value WithReceiver(IOperation operation, Scope scope, Value? receiver)
    {
        var before = scope.Receiver;
        scope.Receiver = receiver;
        var value = Evaluate(operation, scope);
        scope.Receiver = before;
        return value;
    }

    private Value Combine(IOperation operation, params Value[] values) => DependOnAll(values, operation.Syntax);

    private Value DependOnAll(IEnumerable<Value?> values, SyntaxNode site, string? reason = null)
    {
        Value? dependent = null;
        foreach (var value in values)
        {
            if (value is not null && Depend(value, site, reason) is Value.Dependent found)
                dependent ??= found;
        }

        return dependent ?? Fresh();
    }

    private Value EvaluateConversion(IConversionOperation conversion, Scope scope)
    {
        var value = Evaluate(conversion.Operand, scope);
        var (source, target) = (conversion.Operand.Type, conversion.Type);
        if (conversion.OperatorMethod is { } method && source is not null && target is not null)
        {
            if (IsMutation(source))
                return value;
            if (bodies.HasSource(method))
                return CallSource(method, [value], null, conversion.Syntax);
            if (!conversion.Conversion.IsImplicit && Throwing.MayThrow(method))
                MayThrow(conversion.Syntax, "not every value can be converted");
            return Depend(value, conversion.Syntax);
        }

        var kind = conversion.Conversion;
        if (conversion.IsChecked && kind.IsNumeric && !kind.IsImplicit)
            MayThrow(conversion.Syntax, "the conversion is checked");
        else if (kind.IsNumeric && !kind.IsImplicit && (IsDecimal(source) || IsDecimal(target)))
            MayThrow(conversion.Syntax, "not every value can be converted");
        else if (!kind.IsImplicit && !conversion.IsTryCast && (kind.IsReference || (source?.IsReferenceType == true && target?.IsValueType == true)) && !kind.IsIdentity)
            MayThrow(conversion.Syntax, "the cast may fail");
        else if (!kind.IsImplicit && kind.IsNullable && !IsNullable(target) && IsNullable(source) && MayBeNull(conversion.Operand))
            MayThrow(conversion.Syntax, "it may have no value");

        // A `new(…)` is converted to its own type.
        if (kind.IsIdentity || (kind.IsReference && kind.IsImplicit) || value is Value.Function || SymbolEqualityComparer.Default.Equals(source, target))
            return value;
        if (value is Value.Independent { Key: var key, Flag: var flag })
            return kind.IsImplicit ? value : new Value.Independent($"({target?.ToDisplayString()}){key}", flag);
        return Map(value, inner => Numbers.Keeps(inner, source, target, kind.IsImplicit) ? inner : Depend(inner, conversion.Syntax));
    }

    private Value EvaluateProperty(IPropertyReferenceOperation reference, Scope scope)
    {
        var property = reference.Property;
        var arguments = reference.Arguments.Select(argument => Evaluate(argument.Value, scope)).ToList();
        if (reference.Instance is null)
        {
            var isMethod = property.GetMethod is { } staticGetter && bodies.HasSource(staticGetter) && !Parts.Is(property);
            return isMethod && HasBody(property.GetMethod!) ? CallSource(property.GetMethod!, arguments, null, reference.Syntax) : new Value.Independent("static " + property.ToDisplayString());
        }

        CheckReceiver(reference.Instance);
        var instance = Evaluate(reference.Instance, scope);
        if (arguments.Count > 0)
        {
            if (arguments is [Value.Independent { Key: var key }] && Entry(instance, key, "") is { } entry && scope.Knows($"{entry.Place} {key}"))
                return entry;
            if (property.GetMethod is { } indexer && bodies.HasSource(indexer))
                return CallSource(indexer, arguments, instance, reference.Syntax);
            MayThrow(reference.Syntax, Dictionaries.Is(property.ContainingType) ? "the key may be missing" : "an index may be out of range");
            return DependOnAll(arguments.Append(instance), reference.Syntax);
        }

        if (Throwing.IsThrowing(property) && (!IsNullable(property.ContainingType) || MayBeNull(reference.Instance)))
            MayThrow(reference.Syntax, "it may have no value");
        return Map(instance, value => MemberOf(value, property, reference.Syntax));
    }

    /// <summary>The member of a value, as far as it is known.</summary>
    private Value MemberOf(Value value, ISymbol member, SyntaxNode site)
    {
        var type = (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
        if (!Parts.Is(member))
        {
            if (value is Value.Joined && member is IPropertySymbol { Name: "Value" } && IsMutation(member.ContainingType))
                return value;
            if (member is IPropertySymbol { GetMethod: { } getter } && bodies.HasSource(getter) && HasBody(getter))
                return CallSource(getter, [], value, site);
            return value is Value.Independent { Key: var known } ? new Value.Independent($"{known}.{member.Name}") : Depend(value, site);
        }

        return value switch
        {
            Value.Independent { Key: var key } => new Value.Independent($"{key}.{member.Name}"),
            Value.Held { Entry: null } held => new Value.Held(held.Place.Then(member.Name), type),
            Value.Copied copied => copied.Members.TryGetValue(member.Name, out var written) ? written : new Value.Held(copied.Place.Then(member.Name), type),
            Value.Made made => made.Members.TryGetValue(member.Name, out var given) ? given : Fresh(),
            _ => Depend(value, site),
        };
    }

    private Value EvaluateWith(IWithOperation with, Scope scope)
    {
        CheckReceiver(with.Operand);
        var operand = Evaluate(with.Operand, scope);
        if (with.CloneMethod is not null && with.Operand.Type is INamedTypeSymbol { IsRecord: true } record
            && record.InstanceConstructors.Any(constructor => Bodies.IsCopyConstructor(constructor) && !constructor.IsImplicitlyDeclared && bodies.HasSource(constructor)))
        {
            Obstruct($"the copy constructor of '{record.Name}' cannot be followed", with.Syntax);
            TouchWhole(with.Syntax, writes: true);
        }

        return Initialize(with.Initializer, operand, scope);
    }

    private Value Initialize(IObjectOrCollectionInitializerOperation? initializer, Value target, Scope scope)
    {
        foreach (var operation in initializer?.Initializers ?? [])
        {
            if (operation is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } reference } assignment)
            {
                var value = Evaluate(assignment.Value, scope);
                if (reference is IPropertyReferenceOperation { Arguments.Length: > 0 })
                    target = DependOnAll([target, value], operation.Syntax);
                else
                    target = Map(target, before => SetMember(before, reference.Member, value, operation.Syntax));
            }
            else
            {
                target = DependOnAll([target, .. ArgumentsOf(operation).Select(argument => Evaluate(argument, scope))], operation.Syntax);
                if (operation is IInvocationOperation { TargetMethod: var add } && !bodies.HasSource(add) && Throwing.MayThrow(add))
                    MayThrow(operation.Syntax, "it is not known not to");
                else if (operation is not IInvocationOperation)
                    Obstruct($"{Text(operation.Syntax)} cannot be followed", operation.Syntax);
            }
        }

        return target;

        static IEnumerable<IOperation> ArgumentsOf(IOperation operation) => operation is IInvocationOperation call ? call.Arguments.Select(argument => argument.Value) : [];
    }

    private Value SetMember(Value target, ISymbol member, Value value, SyntaxNode site)
    {
        if (!Parts.Is(member))
        {
            if (member is IPropertySymbol { SetMethod: { } setter } && bodies.HasSource(setter))
            {
                Obstruct($"the setter of '{member.Name}' cannot be followed", site);
                TouchWhole(site, writes: true);
            }

            return DependOnAll([target, value], site);
        }

        return target switch
        {
            Value.Held { Entry: null } held => new Value.Copied(held.Place, held.Type, NoMembers.SetItem(member.Name, value)),
            Value.Copied copied => new Value.Copied(copied.Place, copied.Type, copied.Members.SetItem(member.Name, value)),
            Value.Made made => new Value.Made(made.Type, made.Members.SetItem(member.Name, value), made.Site),
            Value.Independent => Depend(value, site) is Value.Dependent dependent ? dependent : Fresh(),
            _ => DependOnAll([target, value], site),
        };
    }

    private Value EvaluateCreation(IObjectCreationOperation creation, Scope scope)
    {
        var arguments = Ordered(creation.Arguments, scope);
        if (creation.Constructor is not { } constructor || creation.Type is not { } type)
            return Initialize(creation.Initializer, DependOnAll(arguments, creation.Syntax), scope);

        Value made;
        if (constructor.Parameters.Length == 0 && type.IsValueType && constructor.IsImplicitlyDeclared)
        {
            made = new Value.Made(type, NoMembers, creation.Syntax);
        }
        else if (bodies.HasSource(constructor) || (constructor.IsImplicitlyDeclared && bodies.IsOurs(type)))
        {
            made = Construct(constructor, type, arguments, creation.Syntax);
        }
        else if (!Parts.IsFramework(type) && arguments.Count > 0 && constructor.Parameters.All(parameter => type.GetMembers(parameter.Name).Any(Parts.Is)))
        {
            // A positional record of another assembly.
            made = new Value.Made(type, constructor.Parameters.Zip(arguments, (parameter, value) => (parameter.Name, value)).Aggregate(NoMembers, (members, pair) => members.SetItem(pair.Name, pair.value)), creation.Syntax);
        }
        else
        {
            if (Throwing.MayThrow(constructor))
                MayThrow(creation.Syntax, "it is not known not to");
            made = DependOnAll(arguments, creation.Syntax);
        }

        return Initialize(creation.Initializer, made, scope);
    }

    /// <summary>Runs a constructor of this compilation as far as it is plain: parameters that become members, and assignments.</summary>
    private Value Construct(IMethodSymbol constructor, ITypeSymbol type, List<Value> arguments, SyntaxNode site)
    {
        var members = NoMembers;
        var definition = constructor.OriginalDefinition;
        var syntax = definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (syntax is TypeDeclarationSyntax && definition.ContainingType.IsRecord)
        {
            for (var i = 0; i < definition.Parameters.Length && i < arguments.Count; i++)
            {
                if (type.GetMembers(definition.Parameters[i].Name).FirstOrDefault() is { } member && Parts.Is(member))
                    members = members.SetItem(member.Name, arguments[i]);
                else
                    Depend(arguments[i], site);
            }

            return new Value.Made(type, members, site);
        }

        if (syntax is not ConstructorDeclarationSyntax { Initializer: null } || _running.Count >= MaxDepth)
            return definition.IsImplicitlyDeclared ? new Value.Made(type, members, site) : Unknown(arguments, site);
        var scope = new Scope { This = new Value.Made(type, members, site) };
        for (var i = 0; i < definition.Parameters.Length; i++)
            scope[definition.Parameters[i]] = i < arguments.Count ? arguments[i] : Fresh();
        if (bodies.ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation) is not IConstructorBodyOperation body)
            return Unknown(arguments, site);
        Scope? end = null;
        _running.Push(definition);
        Run((IOperation?)body.BlockBody ?? body.ExpressionBody, scope, last => { end = last; return Value.None; });
        _running.Pop();
        return end?.This ?? Unknown(arguments, site);
    }

    private Value Unknown(IEnumerable<Value?> values, SyntaxNode site)
    {
        Obstruct($"{Text(site)} cannot be followed", site);
        return DependOnAll(values, site);
    }

    private Value EvaluateChoice(IConditionalOperation choice, Scope scope)
    {
        var condition = Evaluate(choice.Condition, scope);
        var (whenTrue, whenFalse) = (scope.Clone(), scope.Clone());
        Learn(condition, whenTrue, true);
        Learn(condition, whenFalse, false);
        var first = Evaluate(choice.WhenTrue, whenTrue);
        var second = choice.WhenFalse is null ? Value.None : Evaluate(choice.WhenFalse, whenFalse);
        return Choose(condition, first, second, choice.Condition.Syntax);
    }

    private Value EvaluateSwitch(ISwitchExpressionOperation choice, Scope scope)
    {
        var value = Evaluate(choice.Value, scope);
        var isIndependent = Depend(value, choice.Value.Syntax) is Value.Independent;
        if (!choice.IsExhaustive)
            MayThrow(choice.Syntax, "no arm may match");
        var outcomes = new List<Value>();
        foreach (var arm in choice.Arms)
        {
            var inner = scope.Clone();
            Match(arm.Pattern, value, inner);
            if (arm.Guard is not null && Depend(Evaluate(arm.Guard, inner), arm.Guard.Syntax) is not Value.Independent)
                isIndependent = false;
            outcomes.Add(Evaluate(arm.Value, inner));
        }

        return isIndependent ? Value.Either(outcomes) : Value.Either(outcomes.Select(outcome => Guard(outcome, choice.Value.Syntax)));
    }

    /// <summary>Gives the variables of a pattern what they may hold.</summary>
    private void Match(IPatternOperation pattern, Value value, Scope scope)
    {
        foreach (var part in pattern.DescendantsAndSelf())
        {
            var symbol = part switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                IListPatternOperation list => list.DeclaredSymbol,
                _ => null,
            };
            if (symbol is null)
                continue;
            var whole = part == pattern || part.Parent is INegatedPatternOperation negated && negated == pattern;
            scope[symbol] = whole ? value : Depend(value, part.Syntax) is Value.Dependent dependent ? dependent : Fresh();
        }
    }

    private void Assign(IOperation? target, Value value, Scope scope)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                scope[local.Local] = value;
                break;
            case IParameterReferenceOperation parameter:
                scope[parameter.Parameter] = value;
                break;
            case IVariableDeclaratorOperation declarator:
                scope[declarator.Symbol] = value;
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, scope);
                break;
            case IParenthesizedOperation parenthesized:
                Assign(parenthesized.Operand, value, scope);
                break;
            case IConversionOperation { IsImplicit: true } conversion:
                Assign(conversion.Operand, value, scope);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Assign(element, value, scope);
                break;
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member when scope.This is { } instance:
                scope.This = Map(instance, before => SetMember(before, member.Member, value, member.Syntax));
                break;
            case IMemberReferenceOperation { Instance: { } holder } member and (IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 }):
                Assign(holder, Map(Evaluate(holder, scope), before => SetMember(before, member.Member, value, member.Syntax)), scope);
                break;
            case IDiscardOperation or null:
                break;
            default:
                foreach (var child in target.ChildOperations)
                    Depend(Evaluate(child, scope), target.Syntax);
                if (target is IArrayElementReferenceOperation or IPropertyReferenceOperation)
                    MayThrow(target.Syntax, "an index may be out of range");
                Depend(value, target.Syntax);
                break;
        }
    }

    private Value Deconstruct(IOperation target, IOperation value, Scope scope)
    {
        if (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;
        if (target is ITupleOperation names && value is ITupleOperation tuple && names.Elements.Length == tuple.Elements.Length)
        {
            var values = tuple.Elements.Select(element => Evaluate(element, scope)).ToList();
            for (var i = 0; i < values.Count; i++)
                Assign(names.Elements[i], values[i], scope);
            return Value.None;
        }

        var whole = Evaluate(value, scope);
        if (target is ITupleOperation { Elements: [var result, var delta] } && IsMutation(value.Type))
        {
            Assign(result, whole, scope);
            Assign(delta, whole is Value.Independent ? whole : new Value.Dependent(value.Syntax), scope);
            return Value.None;
        }

        var each = Depend(whole, value.Syntax);
        Assign(target, each is Value.Independent ? Fresh() : each, scope);
        return each;
    }

    /// <summary>One of two values, by a condition.</summary>
    private Value Choose(Value condition, Value whenTrue, Value whenFalse, SyntaxNode site)
    {
        if (Value.Same(whenTrue, whenFalse) || condition is Value.Independent)
            return Value.Either(whenTrue, whenFalse);
        if (condition is Value.Test test)
        {
            var (yes, no) = test.IsNegated ? (whenFalse, whenTrue) : (whenTrue, whenFalse);
            if (ConditionalJoins.Choose(test, yes, no) is { } joined)
                return Value.Either([joined, .. test.MaybeTrue ? [whenTrue] : Array.Empty<Value>(), .. test.MaybeFalse ? [whenFalse] : Array.Empty<Value>()]);
        }

        return Depend(condition, site) is Value.Independent ? Value.Either(whenTrue, whenFalse) : Value.Either(Guard(whenTrue, site), Guard(whenFalse, site));
    }

    private static void Learn(Value condition, Scope scope, bool outcome)
    {
        if (condition is Value.Test { Kind: TestKind.HasKey, MaybeTrue: false, MaybeFalse: false, Subject: Value.Held held } test && test.IsNegated != outcome)
            scope.Know($"{held.Place} {test.Key}");
    }

    private static bool HasBody(IMethodSymbol getter) =>
        getter.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null });

    private ILocalFunctionOperation? LocalFunction(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction && method.DeclaringSyntaxReferences is [var reference]
            ? bodies.ModelOf(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation), cancellation) as ILocalFunctionOperation
            : null;

    private static bool IsMutation(ITypeSymbol? type) => type is { Name: "Mutation", ContainingNamespace: { Name: "Crdt", ContainingNamespace.Name: "Scuttlegen" } };

    private static bool IsDecimal(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Decimal;

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether the author says of a value that may be null that it is not, or the compiler sees a nullable value that may have none.</summary>
    private bool MayBeNull(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        var syntax = operation.Syntax;
        while (syntax is ParenthesizedExpressionSyntax parenthesized)
            syntax = parenthesized.Expression;
        var model = bodies.ModelOf(syntax.SyntaxTree);
        var forgiven = syntax as PostfixUnaryExpressionSyntax ?? syntax.Parent as PostfixUnaryExpressionSyntax;
        if (forgiven is { OperatorToken.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ExclamationToken })
        {
            // The compiler takes the author's word, and keeps no state of its own.
            return model.GetSymbolInfo(forgiven.Operand, cancellation).Symbol switch
            {
                IPropertySymbol property => IsAnnotated(property.Type),
                IFieldSymbol field => IsAnnotated(field.Type),
                ILocalSymbol local => IsAnnotated(local.Type),
                IParameterSymbol parameter => IsAnnotated(parameter.Type),
                IMethodSymbol method => IsAnnotated(method.ReturnType),
                _ => true,
            };
        }

        return IsNullable(operation.Type) && model.GetTypeInfo(syntax, cancellation).Nullability.FlowState == NullableFlowState.MaybeNull;

        static bool IsAnnotated(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated;
    }

    private void CheckReceiver(IOperation? instance)
    {
        if (instance is { Type.IsReferenceType: true } && MayBeNull(instance))
            MayThrow(instance.Syntax, "it may be null");
    }
}
