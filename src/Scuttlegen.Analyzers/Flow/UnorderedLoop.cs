using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>A loop over a sequence whose order is not defined. It is harmless as long as its rounds come to the same in any order.</summary>
internal sealed class UnorderedLoop(IForEachLoopOperation loop, Taint order, ImmutableArray<ILocalSymbol> locals)
{
    private HashSet<ISymbol>? _assigned;

    public Taint Order { get; } = order;

    public IForEachLoopOperation Loop { get; } = loop;

    /// <summary>Whether a round may be the last.</summary>
    public bool IsLeft { get; set; }

    /// <summary>Whether what a round leaves depends on how many there were before.</summary>
    public bool Accumulates { get; set; }

    /// <summary>The variables that its rounds add to, and how.</summary>
    public Dictionary<ISymbol, string?> Joined { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The variables that some rounds set to the same each time.</summary>
    public HashSet<ISymbol> Flags { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a round looks at what the rounds before it have added up so far.</summary>
    public bool LooksAt(ISymbol variable, LoopUpdates updates)
    {
        foreach (var operation in Loop.Body.DescendantsAndSelf())
        {
            var isVariable = operation switch
            {
                ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
                IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
                _ => false,
            };
            if (isVariable && !IsInOwnUpdate(operation, variable, updates))
                return true;
        }

        return false;
    }

    private bool IsInOwnUpdate(IOperation reference, ISymbol variable, LoopUpdates updates)
    {
        IOperation child = reference;
        for (var parent = reference.Parent; parent is not null && child != Loop.Body; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IIncrementOrDecrementOperation step when step.Target == reference:
                    return step.Parent is IExpressionStatementOperation or IForLoopOperation;
                case IAssignmentOperation assignment when IsVariable(assignment.Target, variable):
                    return true;
                // if (x > best) best = x;
                case IConditionalOperation { Type: null } conditional when conditional.Condition == child:
                    // if (!found && …) found = true; and if (found) break;
                    return conditional.WhenTrue is IBranchOperation { BranchKind: BranchKind.Break } or IBlockOperation { Operations: [IBranchOperation { BranchKind: BranchKind.Break }] }
                        || conditional.WhenTrue.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(assignment => IsVariable(assignment.Target, variable)
                            && (IsOnly(conditional.WhenTrue, assignment) || updates.IsGuardedExtreme(assignment.Target, assignment.Value, assignment)));
            }
        }

        return false;
    }

    private static bool IsOnly(IOperation statement, IOperation assignment) =>
        statement is IBlockOperation { Operations: [var only] } ? IsOnly(only, assignment) : statement is IExpressionStatementOperation expression && expression.Operation == assignment;

    private static bool IsVariable(IOperation target, ISymbol variable) =>
        (target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable)) || (target is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable));

    /// <summary>What it returns from within, as text.</summary>
    public string? Returned { get; set; }

    public bool IsOutside(ISymbol variable) => !locals.Contains(variable, SymbolEqualityComparer.Default) && !IsDeclaredInside(variable);

    public bool IsOutside(SyntaxNode? made) => made is null || made.SyntaxTree != Loop.Syntax.SyntaxTree || !Loop.Body.Syntax.Span.Contains(made.Span);

    /// <summary>Whether the expression is the same in every round.</summary>
    public bool IsInvariant(IOperation? expression)
    {
        if (expression is null || expression.ConstantValue.HasValue)
            return true;
        foreach (var part in expression.DescendantsAndSelf())
        {
            ISymbol? variable = part switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (variable is not null && (!IsOutside(variable) || Assigned().Contains(variable)))
                return false;
        }

        return true;
    }

    /// <summary>Whether the expression is another one in each round: the key of a dictionary's pair, the element of a set.</summary>
    public bool IsUnique(IOperation? expression)
    {
        var stripped = Effects.MemberUse.Strip(expression);
        var source = Effects.MemberUse.Strip(Loop.Collection)?.Type;
        var isPairs = source is INamedTypeSymbol named && (named.Name.Contains("Dictionary") || named.AllInterfaces.Any(static one => one.Name is "IReadOnlyDictionary" or "IDictionary")) && named.Name is not ("KeyCollection" or "ValueCollection");
        var isValues = source is INamedTypeSymbol { Name: "ValueCollection" } || Effects.MemberUse.Strip(Loop.Collection) is IPropertyReferenceOperation { Property.Name: "Values" };
        return stripped switch
        {
            IPropertyReferenceOperation { Property.Name: "Key", Instance: ILocalReferenceOperation local } => locals.Contains(local.Local, SymbolEqualityComparer.Default),
            // foreach (var (key, value) in …)
            ILocalReferenceOperation local when isPairs => locals.Length > 1 && SymbolEqualityComparer.Default.Equals(locals[0], local.Local),
            ILocalReferenceOperation local => !isValues && locals.Length == 1 && SymbolEqualityComparer.Default.Equals(locals[0], local.Local),
            _ => false,
        };
    }

    /// <summary>
    /// Whether the assignment keeps the best of all rounds, with ties broken by what is another in each round:
    /// <c>if (v &gt; top || (v == top &amp;&amp; k &lt; best)) { top = v; best = k; }</c>.
    /// </summary>
    public bool IsTracked(ISymbol variable, IOperation assignment)
    {
        IConditionalOperation? outermost = null;
        for (var parent = assignment.Parent; parent is not null && parent != Loop; parent = parent.Parent)
        {
            if (parent is IConditionalOperation { Type: null } conditional)
                outermost = conditional;
        }

        if (outermost is null)
            return false;
        // All that is kept is assigned under these conditions, and only there.
        var kept = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var inner in outermost.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>())
        {
            if (inner.Target is ILocalReferenceOperation target)
                kept.Add(target.Local);
        }

        if (!kept.Contains(variable))
            return false;
        for (var chain = outermost; chain is not null; chain = chain.WhenFalse as IConditionalOperation)
        {
            if (chain.Condition.DescendantsAndSelf().Any(part => ComparesUnique(part, kept)))
                return true;
        }

        return false;
    }

    private bool ComparesUnique(IOperation part, HashSet<ISymbol> kept)
    {
        var (left, right) = part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } binary => (binary.LeftOperand, binary.RightOperand),
            IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: { } instance, Arguments: [var other] } => (instance, other.Value),
            IInvocationOperation { TargetMethod: { Name: "CompareOrdinal" or "Compare" }, Arguments: [var first, var second, ..] } => (first.Value, second.Value),
            _ => default,
        };
        return left is not null && ((HoldsUnique(left) && IsKept(right, kept)) || (HoldsUnique(right) && IsKept(left, kept)));
    }

    private bool HoldsUnique(IOperation operand) => IsUnique(operand) || (Effects.MemberUse.Strip(operand) is ITupleOperation tuple && tuple.Elements.Any(IsUnique));

    private static bool IsKept(IOperation operand, HashSet<ISymbol> kept) => operand.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => kept.Contains(local.Local));

    private bool IsDeclaredInside(ISymbol variable) => variable.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == Loop.Syntax.SyntaxTree && Loop.Syntax.Span.Contains(reference.Span));

    private HashSet<ISymbol> Assigned()
    {
        if (_assigned is not null)
            return _assigned;
        _assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in Loop.Body.DescendantsAndSelf())
        {
            var target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                _ => null,
            };
            if (target is ILocalReferenceOperation local)
                _assigned.Add(local.Local);
            else if (target is IParameterReferenceOperation parameter)
                _assigned.Add(parameter.Parameter);
        }

        return _assigned;
    }
}
