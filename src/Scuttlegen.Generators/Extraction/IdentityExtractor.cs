using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// Finds how the types of one store's state are compared bit by bit (R3). What cannot be seen into, all of it, is compared by reference: classes of other assemblies, types with private
/// state, interfaces and abstract classes that are no unions, and classes that are no records, whose own equality is by reference. So is a value inside another of its own type: a long list of nodes neither exhausts the stack, nor a web of shared ones time.
/// </summary>
internal sealed class IdentityExtractor(INamedTypeSymbol within, Compilation compilation)
{
    private const string Collections = "System.Collections.Immutable";

    private static readonly (string Namespace, string Name)[] Operators =
    [
        ("System", "Int128"), ("System", "UInt128"), ("System", "Guid"), ("System", "DateOnly"), ("System", "TimeOnly"), ("System", "TimeSpan"),
        ("System.Numerics", "BigInteger"), ("System.Text", "Rune"), ("System", "Version"), ("Scuttlegen", "PeerId"), ("Scuttlegen", "Source"), ("Scuttlegen", "Stamp"), ("Scuttlegen.Crdt", "Dot"),
    ];

    private static readonly string[] RuntimeCollections =
        ["ImmutableArray`1", "ImmutableList`1", "ImmutableHashSet`1", "ImmutableSortedSet`1", "ImmutableDictionary`2", "ImmutableSortedDictionary`2"];

    private readonly Dictionary<string, IdentityCheck> _checks = new(StringComparer.Ordinal);
    private readonly HashSet<INamedTypeSymbol> _open = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The types that are compared member by member, each after those it is made of.</summary>
    public List<IdentityHelper> Helpers { get; } = [];

    public IdentityCheck Check(ITypeSymbol type)
    {
        if (CheckScalar(type) is { } scalar) return scalar;
        if (type is IArrayTypeSymbol array) return array.IsSZArray ? Parts(type, array.ElementType) : Opaque(type);
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } named) return Opaque(type);
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return Parts(type, named.TypeArguments[0]);
        if (RuntimeCollections.Any(name => named.OriginalDefinition.Is(Collections, name))) return Parts(type, [.. named.TypeArguments]);
        if (named.OriginalDefinition.Is("System", "ReadOnlyMemory`1")) return EqualsCheck.Instance;

        // Open types are those around this one; a generic one may lead to ever larger ones, so its definition counts.
        if (_open.Contains(named.OriginalDefinition)) return Opaque(type);
        var name = TypeNames.InCode(type);
        if (_checks.TryGetValue(name, out var known)) return known;
        _open.Add(named.OriginalDefinition);
        var check = CheckObject(named);
        _open.Remove(named.OriginalDefinition);
        return _checks[name] = check;
    }

    private static IdentityCheck? CheckScalar(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum) return OperatorCheck.Instance;
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String
                or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return OperatorCheck.Instance;
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime:
                return new RuntimeCheck(EquatableArray<IdentityCheck>.Empty);
        }

        if (type.Is("System", "Half") || type.Is("System", "DateTimeOffset") || type.Is("System", "Uri") || type.Is("System.Numerics", "Complex")) return new RuntimeCheck(EquatableArray<IdentityCheck>.Empty);
        return Operators.Any(o => type.Name == o.Name && type.Is(o.Namespace, o.Name)) ? OperatorCheck.Instance : null;
    }

    private IdentityCheck Parts(ITypeSymbol type, params ITypeSymbol[] parts)
    {
        var checks = parts.Select(Check).ToList();
        return checks.Contains(NeverCheck.Instance) ? Opaque(type) : new RuntimeCheck(checks.ToEquatableArray());
    }

    private static IdentityCheck Opaque(ITypeSymbol type) =>
        type.IsReferenceType && type.TypeKind != TypeKind.Dynamic ? ReferenceCheck.Instance
        : type.OriginalDefinition.Is(Collections, "ImmutableArray`1") ? EqualsCheck.Instance
        : NeverCheck.Instance;

    private IdentityCheck CheckObject(INamedTypeSymbol type)
    {
        if (type.IsTupleType) return CheckTuple(type);
        if (CanBeNamed(type) && UnionShape.Of(type, within, compilation) is { Fault: null } union) return CheckUnion(type, union);
        if (!(type.IsRecord || type.IsValueType) || type.IsAbstract || type.IsRefLikeType || !CanBeNamed(type) || DataOf(type) is not { } data) return Opaque(type);
        var members = new List<(string Name, ITypeSymbol Type, IdentityCheck Check)>();
        foreach (var (name, memberType) in data)
        {
            var check = Check(memberType);
            if (check is NeverCheck) return Opaque(type);
            members.Add((name, memberType, check));
        }

        return AddHelper(type, members);
    }

    private IdentityCheck CheckTuple(INamedTypeSymbol type)
    {
        var members = new List<(string Name, ITypeSymbol Type, IdentityCheck Check)>();
        foreach (var element in type.TupleElements)
        {
            var check = Check(element.Type);
            if (check is NeverCheck) return NeverCheck.Instance;
            members.Add((element.CorrespondingTupleField!.Name, element.Type, check));
        }

        return AddHelper(type, members);
    }

    private IdentityCheck CheckUnion(INamedTypeSymbol type, UnionShape union)
    {
        var cases = union.Cases.Select(c => new IdentityCase(TypeNames.InCode(c), Check(c))).Where(c => c.Check is not (NeverCheck or ReferenceCheck)).ToList();
        if (cases.Count == 0) return Opaque(type);
        var name = NewName(type.Name);
        Helpers.Add(new IdentityHelper(name, TypeNames.InCode(type), IsValueType: false, MayBeDerived: false, EquatableArray<IdentityMember>.Empty, cases.ToEquatableArray()));
        return new HelperCheck(name);
    }

    private HelperCheck AddHelper(INamedTypeSymbol type, List<(string Name, ITypeSymbol Type, IdentityCheck Check)> members)
    {
        // What is cheap to compare comes first: it mostly decides.
        var ordered = members.OrderBy(m => m.Check is OperatorCheck && m.Type.IsValueType ? 0 : 1).ThenBy(m => m.Name, StringComparer.Ordinal);
        var name = NewName(type.IsTupleType ? "Tuple" : type.Name);
        Helpers.Add(new IdentityHelper(
            name, TypeNames.InCode(type), type.IsValueType, type is { IsReferenceType: true, IsSealed: false },
            ordered.Select(m => new IdentityMember("." + TypeNames.Escape(m.Name), m.Check)).ToEquatableArray()));
        return new HelperCheck(name);
    }

    /// <summary>All that an instance holds, or <see langword="null"/> if part of it cannot be seen from the store.</summary>
    private List<(string Name, ITypeSymbol Type)>? DataOf(INamedTypeSymbol type)
    {
        var data = new List<(string Name, ITypeSymbol Type)>();
        for (var part = type; part is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; part = part.BaseType)
        {
            // Other assemblies do not show their private fields.
            if (!SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, compilation.Assembly) || MayHoldMoreThanFields(part)) return null;
            foreach (var field in part.GetMembers().OfType<IFieldSymbol>())
            {
                if (field.IsStatic || field.IsConst) continue;
                ISymbol member = field.AssociatedSymbol ?? field;
                if (field.IsFixedSizeBuffer || !IsPlain(member) || member.Name.Length == 0 || !IsReachable(member)
                    || field.Type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer
                    || data.Any(d => d.Name == member.Name)) return null;
                data.Add((member.Name, field.Type));
            }
        }

        // Members of partial types come in the order of files.
        return [.. data.OrderBy(d => d.Name, StringComparer.Ordinal)];
    }

    private bool IsReachable(ISymbol member) =>
        compilation.IsSymbolAccessibleWithin(member, within)
        && (member is not IPropertySymbol { GetMethod: { } get } || compilation.IsSymbolAccessibleWithin(get, within));

    private static bool IsPlain(ISymbol member) => member switch
    {
        IFieldSymbol => true,
        IPropertySymbol { IsVirtual: false, IsOverride: false, ExplicitInterfaceImplementations.Length: 0 } property => AutoProperties.IsAuto(property),
        _ => false,
    };

    // Parameters of a class's primary constructor that its methods use are kept in fields that no symbol shows; so are an inline array's further items.
    private static bool MayHoldMoreThanFields(INamedTypeSymbol type) =>
        type.GetAttributes().Any(a => a.AttributeClass.Is("System.Runtime.CompilerServices", "InlineArrayAttribute"))
        || (!type.IsRecord && type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax { ParameterList.Parameters.Count: > 0 }));

    private bool CanBeNamed(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.IsFileLocal || !part.TypeArguments.All(a => a is not INamedTypeSymbol argument || CanBeNamed(argument))) return false;
        }

        return compilation.IsSymbolAccessibleWithin(type, within);
    }

    private string NewName(string name)
    {
        var unique = name;
        for (var n = 2; !_names.Add(unique); n++) unique = name + n.ToString(CultureInfo.InvariantCulture);
        return unique;
    }
}
