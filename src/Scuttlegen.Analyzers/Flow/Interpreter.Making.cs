using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Objects that expressions make: what they hold from the start.</summary>
internal sealed partial class Interpreter
{
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
}
