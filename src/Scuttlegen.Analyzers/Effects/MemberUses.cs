using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>The members that one operation runs. What the source spells out is here; what the compiler adds, in the other part.</summary>
internal static partial class MemberUses
{
    public static IEnumerable<MemberUse> Of(IOperation operation, SemanticModel model) => operation switch
    {
        IInvocationOperation call => [OnSlot(MemberUse.On(call.TargetMethod, call.Instance, call.IsVirtual || IsStaticSlot(call.TargetMethod)), call.ConstrainedToType), .. FormattedArguments(call)],
        IMethodReferenceOperation group => [OnSlot(MemberUse.On(group.Method, group.Instance, group.IsVirtual || IsStaticSlot(group.Method)), group.ConstrainedToType)],
        IObjectCreationOperation { Constructor: { } constructor } => [MemberUse.On(constructor, null, false)],
        IFieldReferenceOperation { Field: { IsStatic: true } field } => [MemberUse.On(field, null, false)],
        // Raised, or asked for what it holds, a static event is a static field.
        IEventReferenceOperation { Event.IsStatic: true, Parent: not IEventAssignmentOperation } reference => [MemberUse.On(reference.Event, null, false)],
        IPropertyReferenceOperation property => Accessors(property),
        IEventAssignmentOperation { EventReference: IEventReferenceOperation reference } assignment => EventAccessor(reference, assignment.Adds),

        IBinaryOperation binary => Operators(binary.OperatorMethod).Concat(ConcatenatedStrings(binary)),
        IUnaryOperation unary => Operators(unary.OperatorMethod),
        IIncrementOrDecrementOperation step => Operators(step.OperatorMethod),
        ICompoundAssignmentOperation compound => Operators(compound.OperatorMethod, compound.InConversion.MethodSymbol, compound.OutConversion.MethodSymbol),
        IConversionOperation conversion => Operators(conversion.OperatorMethod),
        IRangeOperation range => Operators(range.Method),

        IForEachLoopOperation loop => Enumeration(loop, model),
        IUsingOperation { Resources: { } resources } statement => Disposal(resources, statement.IsAsynchronous, model),
        IUsingDeclarationOperation declaration => Disposal(declaration.DeclarationGroup, declaration.IsAsynchronous, model),
        IAwaitOperation await => Awaiting(await, model),
        IDeconstructionAssignmentOperation deconstruction => Deconstruction(deconstruction, model),
        IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol deconstruct } => [MemberUse.OnType(deconstruct, null)],
        IListPatternOperation list => Members(list.InputType, list.LengthSymbol, list.IndexerSymbol),
        ISlicePatternOperation slice => Members(slice.InputType, slice.SliceSymbol),
        IImplicitIndexerReferenceOperation indexer => Members(indexer.Instance.Type, indexer.LengthSymbol, indexer.IndexerSymbol),
        IWithOperation with => Copying(with),
        ICollectionExpressionOperation collection => Collecting(collection, model),
        ISpreadOperation spread => Spreading(spread, model),
        IInterpolationOperation interpolation => Formatting(interpolation.Expression),
        _ => [],
    };

    /// <summary>A static slot is used on a type parameter.</summary>
    private static MemberUse OnSlot(MemberUse use, ITypeSymbol? constrained) => constrained is null ? use : use with { ReceiverType = constrained };

    private static bool IsStaticSlot(IMethodSymbol method) => method.IsStatic && (method.IsAbstract || method.IsVirtual);

    private static IEnumerable<MemberUse> Operators(params IMethodSymbol?[] methods)
    {
        foreach (var method in methods)
        {
            if (method is not null)
                yield return new MemberUse(method, null, null, IsStaticSlot(method));
        }
    }

    private static IEnumerable<MemberUse> Accessors(IPropertyReferenceOperation reference)
    {
        var (reads, writes) = reference.Property.ReturnsByRef ? (true, false) : AccessOf(reference);
        // `base.Total` names one accessor; everything else may meet an override.
        var isVirtual = reference.Property is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true, IsSealed: false }
            && !IsBaseAccess(reference.Instance);
        if (reads && GetterOf(reference.Property) is { } getter)
            yield return OnSlot(MemberUse.On(getter, reference.Instance, isVirtual), reference.ConstrainedToType);
        if (writes && SetterOf(reference.Property) is { } setter)
            yield return OnSlot(MemberUse.On(setter, reference.Instance, isVirtual), reference.ConstrainedToType);
    }

    private static (bool Reads, bool Writes) AccessOf(IOperation reference)
    {
        var child = reference;
        var parent = reference.Parent;
        // (state.A, state.B) = … writes both.
        while (parent is ITupleOperation or IConversionOperation { IsImplicit: true })
        {
            child = parent;
            parent = parent.Parent;
        }

        return parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Target == child => (assignment.IsRef, !assignment.IsRef),
            IDeconstructionAssignmentOperation assignment when assignment.Target == child => (false, true),
            ICompoundAssignmentOperation assignment when assignment.Target == child => (true, true),
            ICoalesceAssignmentOperation assignment when assignment.Target == child => (true, true),
            IIncrementOrDecrementOperation => (true, true),
            _ => (true, false),
        };
    }

    private static IEnumerable<MemberUse> EventAccessor(IEventReferenceOperation reference, bool adds)
    {
        var accessor = adds ? reference.Event.AddMethod : reference.Event.RemoveMethod;
        if (accessor is not null)
            yield return MemberUse.On(accessor, reference.Instance, (accessor.IsVirtual || accessor.IsAbstract || accessor.IsOverride) && !IsBaseAccess(reference.Instance));
    }

    private static bool IsBaseAccess(IOperation? instance) =>
        instance is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax };

    /// <summary>An override may declare one accessor and inherit the other.</summary>
    private static IMethodSymbol? GetterOf(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.GetMethod is { } getter)
                return getter;
        }

        return null;
    }

    private static IMethodSymbol? SetterOf(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (current.SetMethod is { } setter)
                return setter;
        }

        return null;
    }
}
