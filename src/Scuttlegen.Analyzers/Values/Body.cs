using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Values;

/// <summary>A member's operations in source order, what it returns, and what its locals are given.</summary>
internal sealed class Body
{
    private readonly Dictionary<ILocalSymbol, List<Given>> _locals = new(SymbolEqualityComparer.Default);

    public Body(IEnumerable<IOperation> roots)
    {
        Operations = [.. roots.SelectMany(root => root.DescendantsAndSelf())];
        Steps = Operations.RemoveAll(static operation => operation.Kind is not (OperationKind.Invocation or OperationKind.With or OperationKind.Return or OperationKind.ExpressionStatement));
        Returned = [.. Steps.OfType<IReturnOperation>()
            .Where(operation => operation is { Kind: OperationKind.Return, ReturnedValue: not null } && !IsInFunction(operation))
            .Select(operation => operation.ReturnedValue!)];
        foreach (var operation in Operations)
            AddGiven(operation);
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
        if (!_locals.TryGetValue(local, out var given))
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

    private void AddGiven(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { Value: { } value }:
                Add(declarator.Symbol, new Given(value, IsWhole: true, IsDeclaration: true));
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(target.Local, new Given(assignment.Value, IsWhole: true));
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(target.Local, new Given(assignment, IsWhole: false));
                break;
            case IDeconstructionAssignmentOperation assignment:
                AddDeconstructed(assignment.Target, assignment.Value, assignment);
                break;
            case IForEachLoopOperation loop:
                foreach (var part in loop.LoopControlVariable.DescendantsAndSelf())
                {
                    if (part is IVariableDeclaratorOperation declarator)
                        Add(declarator.Symbol, new Given(loop, IsWhole: false));
                    else if (part is ILocalReferenceOperation reference)
                        Add(reference.Local, new Given(loop, IsWhole: false));
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument when Target(argument.Value) is { } local:
                Add(local, new Given(argument, IsWhole: false));
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } pattern:
                AddMatched(local, pattern);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } pattern:
                AddMatched(local, pattern);
                break;
        }
    }

    private void AddMatched(ILocalSymbol local, IOperation pattern)
    {
        if (pattern.Parent is IIsPatternOperation whole)
            Add(local, new Given(whole.Value, IsWhole: true));
        else if (pattern.Parent is ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice })
            Add(local, new Given(choice.Value, IsWhole: true));
        else
            Add(local, new Given(pattern, IsWhole: false));
    }

    private void AddDeconstructed(IOperation target, IOperation value, IOperation whole)
    {
        target = target is IDeclarationExpressionOperation declared ? declared.Expression : target;
        if (target is not ITupleOperation parts)
        {
            if (Target(target) is { } single)
                Add(single, new Given(value, IsWhole: true));
            return;
        }

        var values = value is IConversionOperation conversion ? conversion.Operand : value;
        for (var index = 0; index < parts.Elements.Length; index++)
        {
            var part = parts.Elements[index];
            if (values is ITupleOperation tuple && tuple.Elements.Length == parts.Elements.Length)
                AddDeconstructed(part, tuple.Elements[index], whole);
            else if (Target(part) is { } local)
                Add(local, new Given(index == 0 && State.CrdtTypes.IsMutation(values.Type) ? values : whole, IsWhole: index == 0 && State.CrdtTypes.IsMutation(values.Type)));
        }
    }

    private static ILocalSymbol? Target(IOperation target) => target switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } => reference.Local,
        _ => null,
    };

    private void Add(ILocalSymbol local, Given given)
    {
        if (!_locals.TryGetValue(local, out var known))
            _locals.Add(local, known = []);
        known.Add(given);
    }
}
