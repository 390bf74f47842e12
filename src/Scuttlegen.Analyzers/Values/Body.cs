using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Values;

/// <summary>A member's operations in source order, what it returns, and what its locals are given.</summary>
internal sealed class Body
{
    private readonly Lazy<Dictionary<ILocalSymbol, List<Given>>> _locals;

    public Body(IEnumerable<IOperation> roots)
    {
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        var steps = ImmutableArray.CreateBuilder<IOperation>();
        var returned = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in roots.SelectMany(static root => root.DescendantsAndSelf()))
        {
            operations.Add(operation);
            if (operation.Kind is OperationKind.Invocation or OperationKind.With or OperationKind.Return or OperationKind.ExpressionStatement)
                steps.Add(operation);
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } && !IsInFunction(operation))
                returned.Add(value);
        }

        Operations = operations.ToImmutable();
        Steps = steps.ToImmutable();
        Returned = returned.ToImmutable();
        // Only who has to know where a value comes from asks what locals are given: of most bodies nobody does.
        _locals = new(FindGiven);
    }

    public ImmutableArray<IOperation> Operations { get; }

    /// <summary>Of these, the calls, copies, returns and expression statements.</summary>
    public ImmutableArray<IOperation> Steps { get; }

    public ImmutableArray<IOperation> Returned { get; }

    /// <summary>
    /// Every value that the local is given, wherever that is. What it is declared with does not count if it is given another that does not
    /// build on it.
    /// </summary>
    public IReadOnlyList<Given> GivenTo(ILocalSymbol local)
    {
        if (!_locals.Value.TryGetValue(local, out var given))
            return [];
        return given.Exists(each => !each.IsDeclaration && !Mentions(each.Value, local)) ? given.FindAll(each => !each.IsDeclaration) : given;
    }

    /// <summary>One value of a local. Not whole: a part of it, an element of it, or what a call with it has written.</summary>
    public readonly record struct Given(IOperation Value, bool IsWhole, bool IsDeclaration = false);

    private static bool Mentions(IOperation value, ILocalSymbol local) =>
        value.DescendantsAndSelf().Any(operation => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local));

    private static bool IsInFunction(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private Dictionary<ILocalSymbol, List<Given>> FindGiven()
    {
        var locals = new Dictionary<ILocalSymbol, List<Given>>(SymbolEqualityComparer.Default);
        foreach (var operation in Operations)
            AddGiven(operation, locals);
        return locals;
    }

    private static void AddGiven(IOperation operation, Dictionary<ILocalSymbol, List<Given>> locals)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { Value: { } value }:
                Add(locals, declarator.Symbol, new Given(value, IsWhole: true, IsDeclaration: true));
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(locals, target.Local, new Given(assignment.Value, IsWhole: true));
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(locals, target.Local, new Given(assignment, IsWhole: false));
                break;
            case IDeconstructionAssignmentOperation assignment:
                AddDeconstructed(assignment.Target, assignment.Value, assignment, locals);
                break;
            case IForEachLoopOperation loop:
                foreach (var part in loop.LoopControlVariable.DescendantsAndSelf())
                {
                    if (part is IVariableDeclaratorOperation declarator)
                        Add(locals, declarator.Symbol, new Given(loop, IsWhole: false));
                    else if (part is ILocalReferenceOperation reference)
                        Add(locals, reference.Local, new Given(loop, IsWhole: false));
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when Target(argument.Value) is { } local:
                Add(locals, local, new Given(argument, IsWhole: false));
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } pattern:
                AddMatched(local, pattern, locals);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } pattern:
                AddMatched(local, pattern, locals);
                break;
        }
    }

    private static void AddMatched(ILocalSymbol local, IOperation pattern, Dictionary<ILocalSymbol, List<Given>> locals)
    {
        if (pattern.Parent is IIsPatternOperation whole)
            Add(locals, local, new Given(whole.Value, IsWhole: true));
        else if (pattern.Parent is ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice })
            Add(locals, local, new Given(choice.Value, IsWhole: true));
        else
            Add(locals, local, new Given(pattern, IsWhole: false));
    }

    private static void AddDeconstructed(IOperation target, IOperation value, IOperation whole, Dictionary<ILocalSymbol, List<Given>> locals)
    {
        target = target is IDeclarationExpressionOperation declared ? declared.Expression : target;
        if (target is not ITupleOperation parts)
        {
            if (Target(target) is { } single)
                Add(locals, single, new Given(value, IsWhole: true));
            return;
        }

        var values = value is IConversionOperation conversion ? conversion.Operand : value;
        for (var index = 0; index < parts.Elements.Length; index++)
        {
            var part = parts.Elements[index];
            if (values is ITupleOperation tuple && tuple.Elements.Length == parts.Elements.Length)
                AddDeconstructed(part, tuple.Elements[index], whole, locals);
            else if (Target(part) is { } local)
                Add(locals, local, new Given(index == 0 && State.CrdtTypes.IsMutation(values.Type) ? values : whole, IsWhole: index == 0 && State.CrdtTypes.IsMutation(values.Type)));
        }
    }

    private static ILocalSymbol? Target(IOperation target) => target switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } => reference.Local,
        _ => null,
    };

    private static void Add(Dictionary<ILocalSymbol, List<Given>> locals, ILocalSymbol local, Given given)
    {
        if (!locals.TryGetValue(local, out var known))
            locals.Add(local, known = []);
        known.Add(given);
    }
}
