using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Why something has no wire form, and what to do about it.</summary>
internal sealed record Fault(string Reason, string WayOut);

/// <summary>A member that is encoded.</summary>
/// <param name="Parameter">The constructor parameter it is created from, if any.</param>
/// <param name="IsAssigned">Whether it is assigned in the object initializer.</param>
/// <param name="IsMutable">Whether its holder can change it after creation.</param>
internal sealed record ShapeMember(
    ISymbol Symbol, ITypeSymbol Type, IParameterSymbol? Parameter, bool IsAssigned, bool IsMutable, Fault? Fault);

/// <summary>
/// Which members of a type are encoded, and how a value is created from them: positional parameters first, then properties and
/// fields that can be set, those of base types before those of derived ones.
/// </summary>
internal sealed class ObjectShape
{
    private readonly INamedTypeSymbol _type;
    private readonly INamedTypeSymbol _within;
    private readonly Compilation _compilation;

    public ObjectShape(INamedTypeSymbol type, INamedTypeSymbol within, Compilation compilation)
    {
        _type = type;
        _within = within;
        _compilation = compilation;
        if (TypeNames.IsTuple(type))
        {
            Members = [.. type.TupleElements.Select(e => new ShapeMember(e, e.Type, null, IsAssigned: false, IsMutable: true, null))];
            return;
        }

        var data = DataMembers();
        var (constructor, isPrimary) = ChooseConstructor(data);
        if (constructor is null && !type.IsValueType)
        {
            Fault = new Fault(
                "it has no accessible constructor whose parameters are all members of it",
                $"declare it as a record, or give '{type.Name}' a constructor without parameters and init accessors");
            return;
        }

        var members = new List<ShapeMember>();
        foreach (var parameter in constructor?.Parameters ?? [])
        {
            var match = Match(parameter, data, exactName: isPrimary);
            if (match is null)
            {
                members.Add(new ShapeMember(
                    parameter, parameter.Type, parameter, IsAssigned: false, IsMutable: false,
                    new Fault("no readable member holds this constructor parameter", $"declare a property '{parameter.Name}' of the same type")));
                continue;
            }

            data.Remove(match);

            // What does not keep what its parameter was given is set as well, or what was read would be changed again.
            var isKept = Constructors.Keep(match, parameter);
            var isRequired = match is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
            var fault = isKept || CanSet(match) ? null : new Fault(
                $"'{match.Name}' is not just what the constructor's parameter '{parameter.Name}' was given, so what was read would be changed again",
                $"give '{match.Name}' an init accessor, or assign the parameter to it as it is");
            members.Add(new ShapeMember(match, TypeOf(match), parameter, (!isKept || isRequired) && CanSet(match), IsMutable(match), fault));
        }

        foreach (var member in data)
        {
            if (CanSet(member)) members.Add(new ShapeMember(member, TypeOf(member), null, IsAssigned: true, IsMutable(member), null));
            else if (IsVisible(member))
            {
                var (word, wayOut) = member is IFieldSymbol
                    ? ("readonly", $"remove 'readonly' from '{member.Name}', or make it a property with an init accessor")
                    : ("get-only", $"give '{member.Name}' an init accessor, or make it a positional parameter");
                members.Add(new ShapeMember(
                    member, TypeOf(member), null, IsAssigned: false, IsMutable: false,
                    new Fault($"it is {word}, so what was read cannot be put back", wayOut)));
            }
            else Hidden ??= member;
        }

        Members = members;
        if (DeclarationsOfSettableMembers(members) > 1)
        {
            Fault = new Fault(
                "its members are declared in more than one part, so they have no declared order",
                $"declare all properties and fields of '{type.Name}' in one part");
        }
    }

    public Fault? Fault { get; }

    public IReadOnlyList<ShapeMember> Members { get; } = [];

    /// <summary>Something that an instance holds and that is not encoded, if there is any.</summary>
    public ISymbol? Hidden { get; }

    /// <summary>Everything that holds data: auto-properties and fields, not what is computed from them.</summary>
    private List<ISymbol> DataMembers()
    {
        var hierarchy = new List<INamedTypeSymbol>();
        for (var part = _type; part is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; part = part.BaseType) hierarchy.Insert(0, part);

        var members = new List<ISymbol>();
        foreach (var part in hierarchy)
        {
            var fromSource = part.DeclaringSyntaxReferences.Length > 0;
            var autoProperties = new HashSet<ISymbol>(
                part.GetMembers().OfType<IFieldSymbol>().Select(f => f.AssociatedSymbol).OfType<IPropertySymbol>(), SymbolEqualityComparer.Default);
            foreach (var member in part.GetMembers())
            {
                var holdsData = member switch
                {
                    IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null, IsImplicitlyDeclared: false } => true,
                    IPropertySymbol { IsStatic: false, IsIndexer: false, ExplicitInterfaceImplementations.Length: 0, GetMethod: not null, Name: not "EqualityContract" } property =>
                        autoProperties.Contains(property) || property.SetMethod is not null
                        || (!fromSource && !property.IsOverride && HasParameterNamed(property)),
                    _ => false,
                };
                if (!holdsData) continue;
                members.RemoveAll(m => m.Name == member.Name);
                members.Add(member);
            }
        }

        return members;
    }

    // A get-only property of another assembly looks the same whether it is computed or not; one that a constructor takes is data.
    private bool HasParameterNamed(IPropertySymbol property) =>
        _type.InstanceConstructors.Any(c => c.Parameters.Any(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)));

    private (IMethodSymbol? Constructor, bool IsPrimary) ChooseConstructor(List<ISymbol> data)
    {
        var constructors = _type.InstanceConstructors.Where(c => IsAccessible(c) && !IsCopyConstructor(c)).ToList();
        if (_type.IsRecord
            && constructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is RecordDeclarationSyntax)) is { } primary) return (primary, true);

        var parameterless = constructors.FirstOrDefault(c => c.Parameters.Length == 0);
        if (parameterless is not null && data.All(m => CanSet(m) || !IsVisible(m))) return (parameterless, false);
        var best = constructors
            .Where(c => c.Parameters.All(p => p.RefKind == RefKind.None && Match(p, data, exactName: false) is not null))
            .OrderByDescending(c => c.Parameters.Length)
            .FirstOrDefault();
        return (best ?? parameterless, false);
    }

    private bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1 && _type.IsRecord && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, _type);

    private ISymbol? Match(IParameterSymbol parameter, List<ISymbol> data, bool exactName)
    {
        var comparison = exactName ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return data.FirstOrDefault(m =>
            string.Equals(m.Name, parameter.Name, comparison) && IsVisible(m) && SymbolEqualityComparer.Default.Equals(TypeOf(m), parameter.Type));
    }

    private bool IsVisible(ISymbol member) => member switch
    {
        IPropertySymbol { GetMethod: { } get } property => IsPublicOrInternal(property) && IsAccessible(get),
        IFieldSymbol field => IsPublicOrInternal(field) && IsAccessible(field),
        _ => false,
    };

    private bool CanSet(ISymbol member) => IsVisible(member) && member switch
    {
        IPropertySymbol property => property.SetMethod is { } set && IsAccessible(set),
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };

    private static bool IsMutable(ISymbol member) => member switch
    {
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };

    private static bool IsPublicOrInternal(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private bool IsAccessible(ISymbol symbol) => _compilation.IsSymbolAccessibleWithin(symbol, _within);

    private int DeclarationsOfSettableMembers(List<ShapeMember> members) => members
        .Where(m => m.Parameter is null && SymbolEqualityComparer.Default.Equals(m.Symbol.ContainingType, _type))
        .Select(m => m.Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>())
        .Where(part => part is not null)
        .Distinct()
        .Count();

    private static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
}
