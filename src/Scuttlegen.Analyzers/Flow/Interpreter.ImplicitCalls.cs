using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Calls that the compiler writes: operators, deconstruction, enumerators, disposal.</summary>
internal sealed partial class Interpreter
{
    private Value CallOperator(IOperation operation, IMethodSymbol method, ImmutableArray<IOperation> operands, FlowState state, ImmutableArray<Value> evaluated = default)
    {
        var values = evaluated.IsDefault ? operands.Select(operand => Eval(operand, state)).ToImmutableArray() : evaluated;
        return CallMember(method, operation, Value.None, null, values, [], state);
    }

    private ImmutableArray<Value> CallDeconstruct(IMethodSymbol method, IOperation operation, Value value, FlowState state)
    {
        var definition = Dispatch.Normalize(method);
        var isExtension = definition.IsStatic;
        if (!_context.Bodies.HasSource(definition))
        {
            // A record's own, or a pair's.
            return definition.Parameters.Select(parameter =>
                method.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property ? state.Read(value, KeyOf(property)).Or(IsPair(method.ContainingType) ? value : Value.None) : ElementsAndSelf(value, state))
                .ToImmutableArray();
        }

        var summary = _summaryOf(definition);
        var arguments = isExtension ? ImmutableArray.Create(value) : [];
        var binding = new Binding(definition, operation, isExtension ? Value.None : value, null, arguments, []);
        foreach (var condition in summary.Conditions)
        {
            if (condition.Root.Root is not IParameterSymbol { RefKind: RefKind.Out })
                Apply(condition, binding, null, state);
        }

        var parts = ImmutableArray.CreateBuilder<Value>();
        foreach (var parameter in definition.Parameters)
        {
            if (parameter.RefKind != RefKind.Out)
                continue;
            var assigned = summary.Assigned.FirstOrDefault(pair => SymbolEqualityComparer.Default.Equals(pair.Variable, parameter));
            parts.Add(assigned.Shape is null ? Value.None : Instantiate(assigned.Shape, binding, parameter.Name, state));
        }

        return parts.ToImmutable();
    }

    private static bool IsPair(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "KeyValuePair" or "DictionaryEntry" or "Nullable" };

    /// <summary>Runs what the compiler calls on a value: enumerators, disposal, formatting.</summary>
    private Value RunImplicit(IOperation operation, Value receiver, FlowState state)
    {
        var result = Value.None;
        foreach (var use in MemberUses.Of(operation, _context.Bodies.ModelOf(operation.Syntax.SyntaxTree)))
        {
            if (use.Member is not IMethodSymbol method)
                continue;
            foreach (var target in _context.Dispatch.TargetsOf(method, use))
                result = result.Or(CallSource(target, operation, receiver, null, [], [], state));
        }

        return result;
    }

    private Value RunEnumerator(IOperation operation, Value collection, FlowState state)
    {
        // What an enumerator of ours changes is the enumerator, which the loop keeps to itself: not the collection that made it.
        var uses = MemberUses.Of(operation, _context.Bodies.ModelOf(operation.Syntax.SyntaxTree)).Where(static use => use.Member is IMethodSymbol).ToList();
        var enumerator = default(Value);
        foreach (var use in uses.Where(IsGetEnumerator))
        {
            foreach (var target in _context.Dispatch.TargetsOf((IMethodSymbol)use.Member, use))
                enumerator = (enumerator ?? Value.None).Or(CallSource(target, operation, collection, null, [], [], state));
        }

        var result = enumerator ?? Value.None;
        var receiver = enumerator ?? collection;
        // What one step puts aside, the next may return.
        for (var round = 0; round < (enumerator is null ? 1 : 2); round++)
        {
            foreach (var use in uses.Where(static use => !IsGetEnumerator(use)))
            {
                foreach (var target in _context.Dispatch.TargetsOf((IMethodSymbol)use.Member, use))
                    result = result.Or(CallSource(target, operation, receiver, null, [], [], state));
            }
        }

        var enumerated = collection.Or(result);
        if (ReferenceEquals(enumerated, collection))
            return collection;
        // Current is what an enumerator of ours returns; what it returns is among the elements.
        var node = MadeAt(operation.Syntax, "elements", null);
        state.Write(node, null, enumerated);
        return enumerated.Or(Value.Of(node));

        static bool IsGetEnumerator(MemberUse use) => use.Member.Name is "GetEnumerator" or "GetAsyncEnumerator";
    }

    private void Dispose(IOperation resources, Value value, FlowState state)
    {
        if (resources is IVariableDeclarationGroupOperation group)
        {
            foreach (var declarator in group.Declarations.SelectMany(static declaration => declaration.Declarators))
                value = value.Or(state.Find(declarator.Symbol) ?? Value.None);
        }

        if (resources.Parent is { } statement)
            RunImplicit(statement, value, state);
    }

    // ---- recursion --------------------------------------------------------------------------------------------------------------
}
