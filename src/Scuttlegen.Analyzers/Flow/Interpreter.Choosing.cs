using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Conditions and patterns: what both ways come to.</summary>
internal sealed partial class Interpreter
{
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
}
