using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>Variables, fields, properties, events and elements: what reading them leads to.</summary>
internal sealed partial class Interpreter
{
    private Value ReadLocal(ILocalReferenceOperation reference, FlowState state)
    {
        var local = reference.Local;
        var value = state.Find(local);
        if (value is null)
        {
            if (reference.IsDeclaration || _types.IsScalar(local.Type))
                return Value.None;
            // Captured from the member around this local function.
            return IsOuter(local) ? Value.Of(RootOf(local)) : Value.None;
        }

        return local.IsRef ? ElementsAndSelf(value, state) : value;
    }

    private Value ReadParameter(IParameterSymbol parameter, FlowState state)
    {
        if (state.Find(parameter) is { } known)
            return known;
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !SymbolEqualityComparer.Default.Equals(constructor, _member))
            return state.Read(This, parameter);
        if (_types.IsScalar(parameter.Type))
            return Value.None;
        var root = RootOf(parameter);
        return Value.Of(parameter.RefKind is RefKind.Ref or RefKind.Out && !parameter.Type.IsValueType ? root.Step(null) : root);
    }

    private bool IsOuter(ISymbol variable)
    {
        if (_member is not IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return false;
        for (var owner = variable.ContainingSymbol; owner is not null; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, _member))
                return false;
        }

        return true;
    }

    private Value ReadField(IFieldReferenceOperation reference, FlowState state)
    {
        var field = reference.Field;
        if (field.IsStatic)
            return ReadStatic(reference, field);
        var instance = Eval(reference.Instance, state);
        NoteStaticRead(instance, field, reference.Syntax);
        return state.Read(instance, KeyOf(field));
    }

    private static ISymbol KeyOf(ISymbol member) => member switch
    {
        IFieldSymbol { CorrespondingTupleField: { } element } => element.OriginalDefinition,
        // What is written through an override is read through what it overrides.
        IPropertySymbol { OverriddenProperty: { } overridden } => KeyOf(overridden),
        _ => member.OriginalDefinition,
    };

    private Value ReadStatic(IOperation reference, ISymbol member)
    {
        var isReadonly = member is IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } or IPropertySymbol { SetMethod: null };
        if (!_context.Bodies.HasSource(member))
            return Value.Of(StaticOf(member.OriginalDefinition));
        if (!isReadonly && _context.Statics.IsAssigned(member, _cancellation) && !(IsDemanded(reference) && _context.Statics.IsSetOnce(member, _cancellation)))
            Report(EffectCategory.StaticRead, member, reference.Syntax);
        else if (!_types.IsImmutable(reference.Type) && IsContentReadHere(reference) && _context.Statics.IsChangedInside(member, _cancellation))
            Report(EffectCategory.StaticRead, member, reference.Syntax);
        return Value.Of(StaticOf(member.OriginalDefinition));
    }

    // it ?? throw …: whoever gets past it has the one value that there will be.
    private static bool IsDemanded(IOperation reference) => reference.Parent is ICoalesceOperation { Value: var value, WhenNull: var otherwise } && value == reference && MemberUse.Strip(otherwise) is IThrowOperation;

    // What is only written to is told as a write.
    private static bool IsContentReadHere(IOperation reference) => reference.Parent is not (IAssignmentOperation or IIncrementOrDecrementOperation);

    private void NoteStaticRead(Value instance, ISymbol member, SyntaxNode site)
    {
        if (instance.Nodes.Any(static node => node.Kind == NodeKind.Static) && _context.Bodies.HasSource(member) && IsSettable(member) && (IsSettableByAnyone(member) || _context.Statics.IsAssigned(member, _cancellation)))
            Report(EffectCategory.StaticRead, member, site);
    }

    private static bool IsSettable(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsReadOnly: false, IsConst: false },
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    private static bool IsSettableByAnyone(ISymbol member) => member switch
    {
        IFieldSymbol field => field.DeclaredAccessibility == Accessibility.Public,
        IPropertySymbol property => property.SetMethod?.DeclaredAccessibility == Accessibility.Public,
        _ => false,
    };

    private Value ReadProperty(IPropertyReferenceOperation reference, FlowState state)
    {
        var property = reference.Property;
        if (_context.Bodies.HasSource(property) && property.IsStatic && AutoProperties.IsAuto(property))
            return ReadStatic(reference, property);
        var receiver = Eval(reference.Instance, state);
        if (AutoProperties.IsAuto(property) && _context.Bodies.HasSource(property) && !property.IsAbstract)
        {
            NoteStaticRead(receiver, property, reference.Syntax);
            var value = state.Read(receiver, KeyOf(property));
            return property is { IsVirtual: true } or { IsOverride: true } ? value.Or(CallMember(property.GetMethod, reference, receiver, reference.Instance, [], reference.Arguments, state)) : value;
        }

        var arguments = Arguments(reference.Arguments, state);
        return property.GetMethod is null && property.OverriddenProperty is null
            ? Value.None
            : CallMember(GetterOf(property), reference, receiver, reference.Instance, arguments, reference.Arguments, state);
    }

    private static IMethodSymbol? GetterOf(IPropertySymbol property) => property.GetMethod ?? (property.OverriddenProperty is { } overridden ? GetterOf(overridden) : null);

    private static IMethodSymbol? SetterOf(IPropertySymbol property) => property.SetMethod ?? (property.OverriddenProperty is { } overridden ? SetterOf(overridden) : null);

    private Value ReadEvent(IEventReferenceOperation reference, FlowState state)
    {
        Eval(reference.Instance, state);
        if (reference.Event.IsStatic && _context.Bodies.HasSource(reference.Event))
            Report(EffectCategory.StaticRead, reference.Event, reference.Syntax);
        return Value.None;
    }

    private Value ReadElement(IArrayElementReferenceOperation element, FlowState state)
    {
        var array = Eval(element.ArrayReference, state);
        foreach (var index in element.Indices)
            Eval(index, state);
        if (IsRead(element) && !element.Indices.Any(IsRangeOperand))
            NotePosition(array, element.ArrayReference, element.Syntax, state);
        return state.Read(array, null).Or(element.Indices.Any(IsRangeOperand) ? array : Value.None);
    }

    private static bool IsRangeOperand(IOperation index) => index.Type is { Name: "Range", ContainingNamespace.Name: "System" };

    private Value ReadImplicitIndexer(IImplicitIndexerReferenceOperation indexer, FlowState state)
    {
        var instance = Eval(indexer.Instance, state);
        Eval(indexer.Argument, state);
        if (IsRead(indexer))
            NotePosition(instance, indexer.Instance, indexer.Syntax, state);
        return indexer.IndexerSymbol is IMethodSymbol ? instance : ElementsOf(instance, indexer.Instance.Type, state);
    }

    private static bool IsRead(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target != reference,
        IIncrementOrDecrementOperation => false,
        _ => true,
    };
}
