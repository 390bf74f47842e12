using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>What the compiler adds: enumerators, disposal, awaiters, deconstruction, copying, formatting.</summary>
internal static partial class MemberUses
{
    private static IEnumerable<MemberUse> Enumeration(IForEachLoopOperation loop, SemanticModel model)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax syntax)
            yield break;
        var info = model.GetForEachStatementInfo(syntax);
        var collection = MemberUse.Strip(loop.Collection)?.Type;
        var enumerator = info.GetEnumeratorMethod?.ReturnType;
        if (info.GetEnumeratorMethod is { } getEnumerator)
            yield return MemberUse.OnType(getEnumerator, collection);
        foreach (var use in Members(enumerator, info.MoveNextMethod, info.CurrentProperty, info.DisposeMethod))
            yield return use;
        foreach (var use in Operators(info.ElementConversion.MethodSymbol, info.CurrentConversion.MethodSymbol))
            yield return use;
        if (syntax is ForEachVariableStatementSyntax variables)
        {
            foreach (var use in Flatten(model.GetDeconstructionInfo(variables)))
                yield return use;
        }
    }

    private static IEnumerable<MemberUse> Disposal(IOperation resources, bool isAsynchronous, SemanticModel model)
    {
        var types = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(declaration => declaration.Declarators).Select(declarator => (ITypeSymbol?)declarator.Symbol.Type)
            : [MemberUse.Strip(resources)?.Type];
        var slot = isAsynchronous
            ? model.Compilation.GetTypeByMetadataName("System.IAsyncDisposable")?.GetMembers("DisposeAsync").FirstOrDefault()
            : model.Compilation.GetSpecialType(SpecialType.System_IDisposable).GetMembers("Dispose").FirstOrDefault();
        foreach (var type in types)
        {
            if (type is null || slot is null)
                continue;
            yield return new MemberUse(slot, null, type, true);
            // A ref struct disposes by pattern, without the interface.
            if (type.IsRefLikeType && FindMember(type, slot.Name, 0) is { } dispose)
                yield return new MemberUse(dispose, null, type, false);
        }
    }

    private static IEnumerable<MemberUse> Awaiting(IAwaitOperation await, SemanticModel model)
    {
        if (await.Syntax is not AwaitExpressionSyntax syntax)
            return [];
        var info = model.GetAwaitExpressionInfo(syntax);
        return Members(await.Operation.Type, info.GetAwaiterMethod)
            .Concat(Members(info.GetAwaiterMethod?.ReturnType, info.IsCompletedProperty, info.GetResultMethod));
    }

    private static IEnumerable<MemberUse> Deconstruction(IDeconstructionAssignmentOperation deconstruction, SemanticModel model) =>
        deconstruction.Syntax is AssignmentExpressionSyntax syntax ? Flatten(model.GetDeconstructionInfo(syntax)) : [];

    private static IEnumerable<MemberUse> Flatten(DeconstructionInfo info)
    {
        if (info.Method is { } method)
            yield return MemberUse.OnType(method, null);
        foreach (var use in Operators(info.Conversion?.MethodSymbol))
            yield return use;
        foreach (var nested in info.Nested)
        {
            foreach (var use in Flatten(nested))
                yield return use;
        }
    }

    /// <summary>A <c>with</c> runs the copy constructors up to the first that the user wrote, which chains on; its assignments are operations of their own.</summary>
    private static IEnumerable<MemberUse> Copying(IWithOperation with)
    {
        for (var type = with.Operand.Type as INamedTypeSymbol; type is { IsRecord: true }; type = type.BaseType)
        {
            foreach (var constructor in type.InstanceConstructors)
            {
                if (!constructor.IsImplicitlyDeclared && Bodies.IsCopyConstructor(constructor.OriginalDefinition))
                    return [MemberUse.On(constructor, null, false)];
            }
        }

        return [];
    }

    private static IEnumerable<MemberUse> Collecting(ICollectionExpressionOperation collection, SemanticModel model)
    {
        if (collection.ConstructMethod is { } construct)
            yield return MemberUse.On(construct, null, false);
        // The operation does not say which Add the compiler picked, so each is taken.
        for (var type = collection.Type; type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }; type = type.BaseType)
        {
            if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, model.Compilation.Assembly))
                break;
            foreach (var add in type.GetMembers(WellKnownMemberNames.CollectionInitializerAddMethodName).OfType<IMethodSymbol>())
                yield return MemberUse.OnType(add, collection.Type);
        }
    }

    private static IEnumerable<MemberUse> Spreading(ISpreadOperation spread, SemanticModel model)
    {
        var type = MemberUse.Strip(spread.Operand)?.Type;
        if (type is null || FindMember(type, WellKnownMemberNames.GetEnumeratorMethodName, 0) is not { } getEnumerator)
            return EnumerableSlot(type, model);
        var enumerator = getEnumerator.ReturnType;
        return Members(
            type,
            getEnumerator)
            .Concat(Members(
                enumerator,
                FindMember(enumerator, WellKnownMemberNames.MoveNextMethodName, 0),
                FindMember(enumerator, "get_" + WellKnownMemberNames.CurrentPropertyName, 0),
                FindMember(enumerator, WellKnownMemberNames.DisposeMethodName, 0)));
    }

    /// <summary>A type that implements <c>IEnumerable&lt;T&gt;</c> explicitly enumerates through the slot.</summary>
    private static IEnumerable<MemberUse> EnumerableSlot(ITypeSymbol? type, SemanticModel model) =>
        model.Compilation.GetSpecialType(SpecialType.System_Collections_Generic_IEnumerable_T)
            .GetMembers(WellKnownMemberNames.GetEnumeratorMethodName)
            .Select(slot => new MemberUse(slot, null, type, true));

    private static IEnumerable<MemberUse> ConcatenatedStrings(IBinaryOperation binary)
    {
        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
            return [];
        return Formatting(binary.LeftOperand).Concat(Formatting(binary.RightOperand));
    }

    /// <summary>What turns a value into text inside an interpolation or a concatenation.</summary>
    private static IEnumerable<MemberUse> Formatting(IOperation expression) => Formatting(MemberUse.Strip(expression)?.Type);

    /// <summary>What <c>string.Join</c>, <c>string.Format</c> and their like turn into text: arguments, and the elements of sequences.</summary>
    private static IEnumerable<MemberUse> FormattedArguments(IInvocationOperation call)
    {
        var formats = call.TargetMethod.ContainingType?.SpecialType == SpecialType.System_String
            ? call.TargetMethod.Name is "Join" or "Format" or "Concat"
            : call.TargetMethod is { Name: "Append" or "AppendJoin" or "AppendFormat" or "Insert", ContainingType: { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } } };
        if (!formats)
            return [];
        return call.Arguments.SelectMany(static argument => MemberUse.Strip(argument.Value) switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues.SelectMany(Formatting),
            ICollectionExpressionOperation items => items.Elements.SelectMany(Formatting),
            { Type: IArrayTypeSymbol array } => Formatting(array.ElementType),
            { Type: { } type } => ElementOf(type) is { } element ? Formatting(element) : Formatting(type),
            _ => [],
        });
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type.SpecialType == SpecialType.System_String ? null : type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>()
        .FirstOrDefault(static slot => slot.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];

    private static IEnumerable<MemberUse> Formatting(ITypeSymbol? formatted)
    {
        if (formatted is not { SpecialType: SpecialType.None } type)
            yield break;
        if (FindMember(type, WellKnownMemberNames.ObjectToString, 0) is { } toString)
            yield return MemberUse.OnType(toString, type);
        foreach (var formattable in type.AllInterfaces)
        {
            if (formattable is { Name: "IFormattable" or "ISpanFormattable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                foreach (var slot in formattable.GetMembers().OfType<IMethodSymbol>())
                    yield return new MemberUse(slot, null, type, true);
            }
        }
    }

    private static IEnumerable<MemberUse> Members(ITypeSymbol? type, params ISymbol?[] members)
    {
        foreach (var member in members)
        {
            var method = member is IPropertySymbol property ? property.GetMethod : member as IMethodSymbol;
            if (method is not null)
                yield return MemberUse.OnType(method, type);
        }
    }

    private static IMethodSymbol? FindMember(ITypeSymbol type, string name, int parameters)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol method && method.Parameters.Length == parameters && !method.IsStatic)
                    return method;
            }
        }

        return null;
    }
}
