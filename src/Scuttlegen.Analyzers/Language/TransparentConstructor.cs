using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Language;

/// <summary>
/// Constructors of which an object is known through and through: every member is one of the arguments as it came, or computed of the arguments alone. So two
/// that get the same are equal.
/// </summary>
internal static class TransparentConstructor
{
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<ImmutableArray<ImmutableArray<ISymbol>>?>> Known = new();

    /// <summary>The members that hold each parameter; <see langword="null"/> where the object is more, or other, than its arguments.</summary>
    public static ImmutableArray<ImmutableArray<ISymbol>>? MembersOf(IMethodSymbol constructor, Compilation compilation) =>
        Known.GetValue(constructor.OriginalDefinition, key => new(Read(key, Bodies.For(compilation)))).Value;

    private static ImmutableArray<ImmutableArray<ISymbol>>? Read(IMethodSymbol constructor, Bodies bodies)
    {
        var type = constructor.ContainingType;
        if (!bodies.HasSource(constructor) || type.BaseType is not { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType })
            return null;
        var holders = constructor.Parameters.Select(static _ => ImmutableArray.CreateBuilder<ISymbol>()).ToList();
        var settled = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                return null;
            if (parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax().Parent?.Parent is RecordDeclarationSyntax
                && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                Hold(parameter, property);
        }

        foreach (var root in bodies.Of(constructor, CancellationToken.None))
        {
            var isUnderstood = root switch
            {
                IFieldInitializerOperation initializer => initializer.InitializedFields.All(field => Initialised(field, field.IsReadOnly, initializer.Value)),
                IPropertyInitializerOperation initializer => initializer.InitializedProperties.All(property => Initialised(property, property.SetMethod is null, initializer.Value)),
                IConstructorBodyOperation { Initializer: null or { IsImplicit: true } } body => (body.BlockBody ?? body.ExpressionBody)?.Operations.All(Assigns) == true,
                _ => false,
            };
            if (!isUnderstood)
                return null;
        }

        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsConst);
        return holders.TrueForAll(static members => members.Count > 0) && fields.All(field => settled.Contains(field.AssociatedSymbol ?? field))
            ? holders.Select(static members => members.ToImmutable()).ToImmutableArray()
            : null;

        void Hold(IParameterSymbol parameter, ISymbol member)
        {
            holders[parameter.Ordinal].Add(member);
            settled.Add(member);
        }

        bool Initialised(ISymbol member, bool isFinal, IOperation value)
        {
            if (MemberUse.Strip(value) is IParameterReferenceOperation { Parameter: var parameter })
                Hold(parameter, member);
            else if (isFinal)
                settled.Add(member);
            return isFinal || settled.Contains(member);
        }

        bool Assigns(IOperation statement) => statement is IExpressionStatementOperation { Operation: var assignment } && assignment switch
        {
            ISimpleAssignmentOperation simple => IsHeld(simple.Target, simple.Value),
            IDeconstructionAssignmentOperation { Target: ITupleOperation targets } several =>
                MemberUse.Strip(several.Value) is ITupleOperation values && targets.Elements.Length == values.Elements.Length && targets.Elements.Zip(values.Elements, IsHeld).All(static held => held),
            _ => false,
        };

        bool IsHeld(IOperation target, IOperation value)
        {
            if (target is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } reference || !IsPlace(reference.Member)
                || MemberUse.Strip(value) is not IParameterReferenceOperation { Parameter: var parameter } || settled.Contains(reference.Member))
                return false;
            Hold(parameter, reference.Member);
            return true;
        }
    }

    private static bool IsPlace(ISymbol member) => member is IFieldSymbol || (member is IPropertySymbol property && Flow.AutoProperties.IsAuto(property));
}
