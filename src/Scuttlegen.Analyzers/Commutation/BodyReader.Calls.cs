using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Commutation;

/// <content>Calls: into this compilation they are followed; into others, they are known joins, known not to throw, or an obstacle.</content>
internal sealed partial class BodyReader
{
    private Value EvaluateCall(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        Value? instance = null;
        if (call.Instance is not null)
        {
            CheckReceiver(call.Instance);
            instance = Evaluate(call.Instance, scope);
        }

        var arguments = Ordered(call.Arguments, scope);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            if (instance is Value.Function function)
                return Call(function, i => i < arguments.Count ? arguments[i] : null, call.Syntax);
            return Unknown([instance, .. arguments], call.Syntax);
        }

        if (LocalFunction(method) is { } local)
            return Call(new Value.Function(local, method.Parameters, scope), i => i < arguments.Count ? arguments[i] : null, call.Syntax);

        var result = CallMethod(call, method, instance, arguments, scope);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } && Underlying(argument.Value) is { } target && scope[target] is null or not Value.Held { Entry: not null })
                Assign(argument.Value, result is Value.Independent ? Fresh() : new Value.Dependent(call.Syntax), scope);
        }

        return result;

        static ISymbol? Underlying(IOperation operation) => operation switch
        {
            IDeclarationExpressionOperation declaration => Underlying(declaration.Expression),
            ILocalReferenceOperation reference => reference.Local,
            _ => null,
        };
    }

    private Value CallMethod(IInvocationOperation call, IMethodSymbol method, Value? instance, List<Value> arguments, Scope scope)
    {
        if (bodies.HasSource(Dispatch.Normalize(method)))
        {
            if (IsCrdtMerge(method) && instance is not null)
                return Map(instance, value => CrdtJoin(call, method, value, arguments) ?? Fail(value));
            if (method.IsAbstract || method.IsVirtual || (method.IsOverride && !method.IsSealed && method.ContainingType is { IsSealed: false, IsValueType: false }))
                return Unknown([instance, .. arguments], call.Syntax);
            return CallSource(method, arguments, instance, call.Syntax);
        }

        var subject = instance ?? arguments.FirstOrDefault();
        var rest = instance is null ? arguments.Skip(1).ToList() : arguments;
        var holder = instance is null ? call.Arguments.FirstOrDefault()?.Value : call.Instance;
        while (holder is IConversionOperation { OperatorMethod: null, Conversion.IsImplicit: true } conversion)
            holder = conversion.Operand;
        if (subject is not null and not Value.Independent)
        {
            if (Crdts.Is(method.ContainingType) && instance is not null)
                return Map(subject, value => CrdtJoin(call, method, value, arguments) ?? Fail(value));
            if (Dictionaries.Is(holder?.Type) && CallOnDictionary(call, method, subject, rest, scope) is { } entry)
                return entry;
            if (Dictionaries.IsSet(holder?.Type) && CallOnSet(call, method, (INamedTypeSymbol)holder!.Type!, subject, rest) is { } set)
                return set;
            if (method.Name == "Aggregate" && rest is [var seed, Value.Function step] && subject is Value.Independent)
                return Fold(seed, step, call.Syntax);
        }
        else if (method.Name == "Aggregate" && rest is [var seed, Value.Function step])
        {
            return Fold(seed, step, call.Syntax);
        }

        if (method.Name is "Max" or "Min" && arguments is [var x, var y] && method.IsStatic && Extreme(method, x, y, call) is { } extreme)
            return extreme;
        if (Ordering(method, subject, rest) is { } order)
            return order;

        return Fail();

        Value Fail(Value? with = null) => CallUnknown(call, method, with ?? instance, arguments);
    }

    /// <summary>A call of which nothing is known but whether it throws: its result depends on whatever it is given.</summary>
    private Value CallUnknown(IInvocationOperation call, IMethodSymbol method, Value? instance, List<Value> arguments)
    {
        var isOurs = method.ContainingType is { } type && bodies.IsOurs(type);
        if (!isOurs && Throwing.MayThrow(method) && !Throwing.IsHarmless(call))
            MayThrow(call.Syntax, "it is not known not to");
        if (isOurs && !method.IsImplicitlyDeclared)
            Obstruct($"{Text(call.Syntax)} cannot be followed", call.Syntax);

        // Lambdas see what the call is about.
        var given = DependOnAll(arguments.Where(argument => argument is not Value.Function).Append(instance), call.Syntax);
        foreach (var function in arguments.OfType<Value.Function>())
        {
            var inner = Depend(Call(function, _ => given is Value.Independent ? Fresh() : given, call.Syntax), call.Syntax);
            if (given is Value.Independent)
                given = inner;
        }

        if (given is not Value.Independent)
            return new Value.Dependent(call.Syntax, Reasons.Of(method));
        var keys = arguments.Prepend(instance).Where(value => value is not null).Select(value => (value as Value.Independent)?.Key).ToList();
        return IsContext(method.ContainingType!) || keys.Contains(null) || arguments.Exists(argument => argument is Value.Function)
            ? Fresh()
            : new Value.Independent($"{method.ContainingType!.Name}.{method.Name}({string.Join(", ", keys)})");
    }

    /// <summary>Follows a call into this compilation.</summary>
    private Value CallSource(IMethodSymbol method, List<Value> arguments, Value? instance, SyntaxNode site)
    {
        var definition = Dispatch.Normalize(method);
        if (_running.Count >= MaxDepth || _running.Contains(definition, SymbolEqualityComparer.Default))
            return Unknown([instance, .. arguments], site);
        Value Run(Value? self) => RunMethod(definition, i => i < arguments.Count ? arguments[i] : null, self);
        return instance is null ? Run(null) : Map(instance, Run);
    }

    private Value Call(Value.Function function, Func<int, Value?> argument, SyntaxNode site)
    {
        if (_running.Count >= MaxDepth)
            return Unknown([], site);
        var scope = new Scope(function.Scope);
        for (var i = 0; i < function.Parameters.Length; i++)
            scope[function.Parameters[i]] = argument(i) ?? Fresh();
        // A function may be called after the method that made it has returned.
        _running.Push(_running.Count == 0 ? null : _running.Peek());
        var result = RunBody(function.Body, scope);
        _running.Pop();
        return result;
    }

    /// <summary><c>elements.Aggregate(seed, step)</c> over elements that do not depend on the state.</summary>
    private Value Fold(Value seed, Value.Function step, SyntaxNode site)
    {
        var result = seed;
        for (var round = 0; round < 2; round++)
        {
            var before = result;
            result = Value.Either(before, Map(before, value => Call(step, i => i == 0 ? value : Fresh(), site)));
        }

        return result;
    }

    private Value? Extreme(IMethodSymbol method, Value x, Value y, IInvocationOperation call)
    {
        var type = method.Parameters[0].Type;
        var (subject, key) = y is Value.Independent right ? (x, right.Key) : x is Value.Independent left ? (y, left.Key) : (null, "");
        if (subject is null or Value.Independent || !SymbolEqualityComparer.Default.Equals(method.ReturnType, type))
            return null;
        if (!Numbers.CompareExactly(type, key))
            return Depend(subject, call.Syntax, $"is of type '{type.Name}', of which equal values may differ in their bits");
        var join = method.Name == "Max" ? Join.Maximum : Join.Minimum;
        return Map(subject, value => JoinTo(value, join, key) ?? Depend(value, call.Syntax));
    }

    private static Value.Order? Ordering(IMethodSymbol method, Value? first, List<Value> rest)
    {
        if (rest.Count != 1 || first is null || !(method is { Name: "CompareOrdinal", ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 2 }
            || (method.Name == "CompareTo" && Numbers.CompareExactly(method.ContainingType, ""))))
            return null;
        return (first, rest[0]) switch
        {
            (Value.Held held, Value.Independent { Key: var key }) => new Value.Order(held, key, subjectFirst: true),
            (Value.Independent { Key: var key }, Value.Held held) => new Value.Order(held, key, subjectFirst: false),
            _ => null,
        };
    }

    private static Value.Held? Entry(Value dictionary, string key, string fallback) => dictionary switch
    {
        Value.Held { Entry: null } held => new Value.Held(held.Place, (held.Type as INamedTypeSymbol)?.TypeArguments is [_, var type] ? type : null, key, Dictionaries.Fallback(fallback)),
        _ => null,
    };

    private Value? CallOnDictionary(IInvocationOperation call, IMethodSymbol method, Value subject, List<Value> rest, Scope scope)
    {
        if (rest is not [Value.Independent { Key: var key }, ..])
            return null;
        var isOwn = key == "context.Source";
        switch (method.Name)
        {
            case "GetValueOrDefault":
                return rest switch
                {
                    [_] => Entry(subject, key, ""),
                    [_, Value.Independent { Key: var fallback }] => Entry(subject, key, fallback),
                    _ => null,
                };
            case "TryGetValue" when rest.Count == 2 && Entry(subject, key, "") is { } entry:
                Assign(call.Arguments[call.Arguments.Length - 1].Value, entry, scope);
                return new Value.Test(TestKind.HasKey, subject, key);
            case "ContainsKey" when subject is Value.Held:
                return new Value.Test(TestKind.HasKey, subject, key);
            case "SetItem" when rest is [_, var value]:
                return Map(subject, dictionary => Map(value, item => SetItem(dictionary, item, key, isOwn, call.Syntax)));
            case "Remove" when rest.Count == 1:
                return Map(subject, dictionary => JoinTo(dictionary, isOwn ? Join.OwnEntry : Join.Removal, key) ?? Depend(dictionary, call.Syntax));
            default:
                return null;
        }
    }

    private Value SetItem(Value dictionary, Value item, string key, bool isOwn, SyntaxNode site)
    {
        switch (item)
        {
            case Value.Joined { Before: { Entry: { } entry } before } joined when entry == key && PlaceOf(dictionary) == before.Place:
                return JoinTo(dictionary, joined.Join.OnEntry(before.Fallback, isOwn), $"{key} {joined.Key}") ?? Depend(dictionary, site);
            case Value.Independent { Key: var value } when isOwn:
                return JoinTo(dictionary, Join.OwnEntry, value) ?? Depend(dictionary, site);
            default:
                return DependOnAll([dictionary, item], site, "is an entry that the last update to set it decides");
        }

        static Place? PlaceOf(Value value) => value switch
        {
            Value.Held held => held.Place,
            Value.Joined joined => joined.Before.Place,
            _ => null,
        };
    }

    private Value? CallOnSet(IInvocationOperation call, IMethodSymbol method, INamedTypeSymbol type, Value subject, List<Value> rest)
    {
        if (rest is not [Value.Independent { Key: var key }])
            return null;
        Join? join = method.Name switch
        {
            "Add" or "Union" => Join.Growth,
            "Remove" or "Except" or "Intersect" => Join.Removal,
            "SymmetricExcept" => Join.Toggling,
            _ => null,
        };
        if (join is null)
            return method.Name == "Contains" && subject is Value.Held or Value.Joined ? new Value.Test(TestKind.Contains, subject, key) : null;
        if (join == Join.Growth && !Numbers.EqualExactly(type.TypeArguments[0]))
            return Depend(subject, call.Syntax, $"is a set of '{type.TypeArguments[0].Name}', of which equal elements may differ in their bits");
        return Map(subject, value => JoinTo(value, join.Value, key) ?? Depend(value, call.Syntax));
    }

    private Value? CrdtJoin(IInvocationOperation call, IMethodSymbol method, Value value, List<Value> arguments)
    {
        if (value is not (Value.Held or Value.Joined) || !IsCrdtMerge(method) && !Crdts.IsJoin(method))
            return null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Type?.IsReferenceType == true && argument.Parameter?.Type.NullableAnnotation != NullableAnnotation.Annotated && MayBeNull(argument.Value))
                MayThrow(call.Syntax, $"{Text(argument.Value.Syntax)} may be null");
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = method.Parameters[i];
            if (arguments[i] is Value.Function change)
            {
                var nested = new Value.Held(new Place("?"), parameter.Type);
                var changed = Depend(Call(change, _ => nested, call.Syntax) is Value.Joined { Before.Place.Path: "?" } ? Fresh() : nested, call.Syntax);
                if (changed is not Value.Independent)
                    return null;
                continue;
            }

            if (arguments[i] is not Value.Independent { Key: var key })
                return DependOnAll([value, .. arguments.Skip(i)], call.Arguments[Math.Min(i, call.Arguments.Length - 1)].Syntax);
            if (parameter is { Name: "source", Type.Name: "Source" } && key != "context.Source")
                return Depend(value, call.Syntax, "counts for a source that may not be the update's own");
            if (parameter is { Name: "stamp", Type.Name: "Stamp" } && key != "context.Stamp")
                MayThrow(call.Syntax, "only 'context.Stamp' is known to be a stamp of an update");
        }

        return JoinTo(value, Crdts.Family(method.ContainingType), string.Join(" ", arguments.OfType<Value.Independent>().Select(argument => argument.Key)));
    }

    /// <summary>The contract of a CRDT of anybody's is that merging is a join.</summary>
    private static bool IsCrdtMerge(IMethodSymbol method) =>
        method is { Name: "Merge" or "MergeDelta", Parameters.Length: 1, IsStatic: false } && method.ContainingType.AllInterfaces.Any(implemented =>
            implemented is { Name: "ICrdt" or "IDeltaCrdt", ContainingNamespace: { Name: "Crdt", ContainingNamespace.Name: "Scuttlegen" } });

    /// <summary>The arguments in the order of the parameters; an expanded <c>params</c> and what is left out included.</summary>
    private List<Value> Ordered(ImmutableArray<IArgumentOperation> arguments, Scope scope) =>
        arguments.Select(argument => (Ordinal: argument.Parameter?.Ordinal ?? 0, Value: Evaluate(argument.Value, scope))).OrderBy(pair => pair.Ordinal).Select(pair => pair.Value).ToList();
}
