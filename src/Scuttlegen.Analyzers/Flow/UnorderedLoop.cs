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
