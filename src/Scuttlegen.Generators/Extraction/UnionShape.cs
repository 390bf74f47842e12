using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// The cases of a union, in the order of their indices: those its <c>[GossipUnion]</c> names, or the types nested in a closed one of the same
/// assembly. A type is closed if all its constructors are private, but for a record's copy constructor.
/// </summary>
internal sealed class UnionShape
{
    private const string Name = "name the cases, [GossipUnion(typeof(…), typeof(…))]";

    private readonly INamedTypeSymbol _union;
    private readonly INamedTypeSymbol _within;
    private readonly Compilation _compilation;

    private UnionShape(INamedTypeSymbol union, INamedTypeSymbol within, Compilation compilation)
    {
        _union = union;
        _within = within;
        _compilation = compilation;
    }

    public Fault? Fault { get; private set; }

    public IReadOnlyList<INamedTypeSymbol> Cases { get; private set; } = [];

    /// <summary>The type's shape as a union, perhaps faulty, or <see langword="null"/> if it is none.</summary>
    public static UnionShape? Of(INamedTypeSymbol type, INamedTypeSymbol within, Compilation compilation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Interface) || type.IsStatic) return null;
        var attribute = Attributes.Find(type, Attributes.Union);
        if (attribute is null && !(type.IsAbstract && IsClosed(type) && NestedCases(type).Count > 0)) return null;
        var shape = new UnionShape(type, within, compilation);
        shape.Fault = shape.FindCases(attribute);
        return shape;
    }

    private Fault? FindCases(AttributeData? attribute)
    {
        if (IsGeneric(_union)) return new Fault("it is generic, so its cases have no one layout", "declare a union for each type that it is used with");
        if (_union is { TypeKind: TypeKind.Class, IsAbstract: false }) return new Fault("it could itself be created, as none of its cases", "declare it abstract");

        var named = attribute?.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list] ? list.Values : [];
        return named.Length > 0 ? Take(named) : TakeNested();
    }

    private Fault? Take(IReadOnlyList<TypedConstant> named)
    {
        var cases = new List<INamedTypeSymbol>();
        foreach (var constant in named)
        {
            if (constant.Value is not INamedTypeSymbol type || type.TypeKind == TypeKind.Error)
                return new Fault("one of its cases is no class or struct", "name types that derive from it");
            if (type.IsUnboundGenericType || IsGeneric(type)) return Of(type, "is generic, so it has no one layout", "declare a case for each type");
            if (cases.Contains(type, SymbolEqualityComparer.Default))
                return new Fault($"its case '{type.Name}' is named twice", "name it once; the place of the first is its index");
            if (!DerivesFromUnion(type))
                return Of(type, "does not derive from it", type.TypeKind == TypeKind.Class && _union.TypeKind == TypeKind.Class ? $"declare it as '{type.Name} : {_union.Name}'" : $"let it implement '{_union.Name}'");
            if (JudgeCase(type) is { } fault) return fault;
            cases.Add(type);
        }

        Cases = cases;
        return null;
    }

    private Fault? TakeNested()
    {
        if (_union.TypeKind == TypeKind.Interface) return new Fault("anything may implement an interface, so it has no fixed list of cases", Name);

        // Metadata shows neither private constructors nor the parts that a type was declared in.
        if (!SymbolEqualityComparer.Default.Equals(_union.ContainingAssembly, _within.ContainingAssembly))
        {
            return new Fault(
                $"'{_union.ContainingAssembly.Name}' declares it, and from here neither the order of its cases can be seen nor whether there are others",
                $"name the cases where it is declared, [GossipUnion(typeof({_union.Name}.…), …)]");
        }

        if (!IsClosed(_union))
        {
            return new Fault(
                "its constructors let any type derive from it, so it has no fixed list of cases",
                $"make its constructors private and nest sealed cases in it, or {Name}");
        }

        var cases = NestedCases(_union);
        if (cases.Count == 0) return new Fault("no type that is nested in it derives from it, so it has no cases", $"nest sealed cases in it, or {Name}");
        foreach (var type in cases)
        {
            if (IsGeneric(type)) return Of(type, "is generic, so it has no one layout", "declare a case for each type");
            if (JudgeCase(type) is { } fault) return fault;
        }

        if (cases.Select(PartOf).Distinct().Count() > 1)
            return new Fault("its cases are declared in more than one part, so they have no declared order", $"declare them in one part of '{_union.Name}', or {Name}");
        Cases = cases;
        return null;
    }

    private Fault? JudgeCase(INamedTypeSymbol type)
    {
        if (type.IsAbstract) return Of(type, "is abstract", "name the types that derive from it instead");
        if (!type.IsSealed) return Of(type, "is not sealed, so a value may be more than it", $"declare '{type.Name}' sealed");
        if (type.IsFileLocal || !_compilation.IsSymbolAccessibleWithin(type, _within))
            return Of(type, $"cannot be reached by the codec of '{_within.Name}'", $"make '{type.Name}' internal or public");
        return null;
    }

    private static Fault Of(INamedTypeSymbol type, string reason, string wayOut) => new($"its case '{type.Name}' {reason}", wayOut);

    private bool DerivesFromUnion(INamedTypeSymbol type) =>
        _union.TypeKind == TypeKind.Interface ? type.AllInterfaces.Contains(_union, SymbolEqualityComparer.Default) : Derives(type, _union);

    private static bool Derives(INamedTypeSymbol type, INamedTypeSymbol union)
    {
        for (var part = type.BaseType; part is not null; part = part.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(part.OriginalDefinition, union.OriginalDefinition)) return true;
        }

        return false;
    }

    private static bool IsClosed(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && type.InstanceConstructors.All(c => c.DeclaredAccessibility == Accessibility.Private || (c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, type)));

    private static List<INamedTypeSymbol> NestedCases(INamedTypeSymbol union)
    {
        var cases = new List<INamedTypeSymbol>();
        Collect(union);
        var isSource = union.DeclaringSyntaxReferences.Length > 0;
        return [.. cases.OrderBy(c => isSource ? c.DeclaringSyntaxReferences[0].Span.Start : c.MetadataToken)];

        void Collect(INamedTypeSymbol type)
        {
            foreach (var nested in type.GetTypeMembers())
            {
                if (Derives(nested, union)) cases.Add(nested);
                Collect(nested);
            }
        }
    }

    // Which of the union's declarations a case stands in; those of another assembly have but one order.
    private SyntaxNode? PartOf(INamedTypeSymbol type)
    {
        var outer = type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        while (outer is not null && !_union.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == outer.SyntaxTree && r.Span == outer.Span)) outer = outer.Parent as TypeDeclarationSyntax;
        return outer;
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity > 0) return true;
        }

        return false;
    }
}
