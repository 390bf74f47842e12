using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

internal sealed partial class LayoutExtractor
{
    private const string Collections = "System.Collections.Immutable";
    private const string UseImmutableArray = "use ImmutableArray<T>";

    /// <summary>How the type goes over the wire, or <see langword="null"/> after the reason was reported.</summary>
    /// <param name="isMember">
    /// Whether it is the type of a member, which in code oblivious of nullability may be null. What collections hold there may not:
    /// their type arguments could not say so.
    /// </param>
    private WireType? Classify(ITypeSymbol type, bool isMember = false)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            var inner = Classify(nullable.TypeArguments[0]);
            if (inner is SequenceType { Shape: SequenceShape.ImmutableArray } or BytesType { Shape: BytesShape.ImmutableArray })
            {
                FailMember(type, "its null and a default array would be one and the same on the wire", "use ImmutableArray<T> without '?'");
                return null;
            }

            return inner is null ? null : new NullableType(inner.Name + "?", inner, IsValueType: true);
        }

        if (ClassifyNotNull(type) is not { } wire) return null;
        return type.IsReferenceType
            && (type.NullableAnnotation == NullableAnnotation.Annotated || (isMember && type.NullableAnnotation == NullableAnnotation.None))
            ? new NullableType(wire.Name + "?", wire, IsValueType: false)
            : wire;
    }

    private WireType? ClassifyNotNull(ITypeSymbol type)
    {
        switch (type.TypeKind)
        {
            case TypeKind.Error:
                _failed = true; // the compiler has said why
                return null;
            case TypeKind.Enum:
                var underlying = (ScalarType)ScalarTypes.Find(((INamedTypeSymbol)type).EnumUnderlyingType!)!;
                return new EnumType(TypeNames.InCode(type), underlying);
            case TypeKind.Array:
                return ClassifyArray((IArrayTypeSymbol)type);
        }

        if (type.SpecialType == SpecialType.System_String) return new TextType();
        if (ScalarTypes.Find(type) is { } scalar)
        {
            // Its kind and a hidden flag for the repeated hour of a clock change are part of a local time. A URI may be of a derived type, or have
            // been told to leave its path as it is.
            if (type.SpecialType == SpecialType.System_DateTime || scalar is MeasuredType { Method: "Uri" }) RoundTripsExactly = false;
            return scalar;
        }

        if (type is not INamedTypeSymbol named || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            var (reason, wayOut) = Explain(type);
            FailMember(type, reason, wayOut);
            return null;
        }

        return ClassifyCollection(named, out var isCollection) is { } collection ? collection
            : isCollection ? null
            : ClassifyCodec(named, out var hasCodec) is { } codec ? codec
            : hasCodec ? null
            : ClassifyObject(named);
    }

    private WireType? ClassifyArray(IArrayTypeSymbol type)
    {
        RoundTripsExactly = false;
        if (type.Rank != 1)
        {
            FailMember(type, "it has more than one dimension", UseImmutableArray + " of ImmutableArray<T>");
            return null;
        }

        if (Block(type, type.ElementType, BytesShape.Array) is { } block) return block;
        return Sequence(type, SequenceShape.Array, "ArrayOf", type.ElementType);
    }

    private WireType? ClassifyCollection(INamedTypeSymbol type, out bool isCollection)
    {
        isCollection = type.TypeArguments.Length > 0;
        if (!isCollection) return null;
        var definition = type.OriginalDefinition;
        var argument = type.TypeArguments[0];
        if (definition.Is(Collections, "ImmutableArray`1"))
        {
            return Block(type, argument, BytesShape.ImmutableArray) is { } array
                ? array
                : Sequence(type, SequenceShape.ImmutableArray, "ImmutableArrayOf", argument);
        }

        if (definition.Is(Collections, "ImmutableList`1")) return Sequence(type, SequenceShape.ImmutableList, "ImmutableListOf", argument);
        if (definition.Is("System", "ReadOnlyMemory`1") && Block(type, argument, BytesShape.Memory) is { } memory)
        {
            RoundTripsExactly = false;
            return memory;
        }

        if (definition.Is("System.Collections.Generic", "IReadOnlyList`1"))
        {
            RoundTripsExactly = false;
            return Sequence(type, SequenceShape.ReadOnlyList, "ListOf", argument);
        }

        foreach (var (name, factory) in new[] { ("ImmutableHashSet`1", "ImmutableHashSet"), ("ImmutableSortedSet`1", "ImmutableSortedSet") })
        {
            if (definition.Is(Collections, name)) return Set(type, factory, argument);
        }

        foreach (var (name, factory) in new[] { ("ImmutableDictionary`2", "ImmutableDictionary"), ("ImmutableSortedDictionary`2", "ImmutableSortedDictionary") })
        {
            if (definition.Is(Collections, name)) return Map(type, factory, argument, type.TypeArguments[1]);
        }

        isCollection = false;
        return null;
    }

    private static BytesType? Block(ITypeSymbol type, ITypeSymbol element, BytesShape shape)
    {
        if (element.SpecialType == SpecialType.System_Byte) return new BytesType(TypeNames.InCode(type), shape);
        return ScalarTypes.FindBlockNumber(element) is { } number ? new BytesType(TypeNames.InCode(type), shape, number) : null;
    }

    private HelperType? Sequence(ITypeSymbol type, SequenceShape shape, string prefix, ITypeSymbol elementType) =>
        Helper(type, prefix + WordFor(elementType), helper => Classify(elementType) is { } element
            ? new SequenceType(TypeNames.InCode(type), helper, shape, element)
            : null);

    private HelperType? Set(INamedTypeSymbol type, string factory, ITypeSymbol elementType)
    {
        // The comparer that a collection brings along is not on the wire.
        RoundTripsExactly = false;
        return Helper(type, "SetOf" + WordFor(elementType), helper => Classify(elementType) is { } element
            ? new SetType(TypeNames.InCode(type), helper, factory, element)
            : null);
    }

    private HelperType? Map(INamedTypeSymbol type, string factory, ITypeSymbol keyType, ITypeSymbol valueType)
    {
        RoundTripsExactly = false;
        return Helper(type, "MapOf" + WordFor(keyType) + "To" + WordFor(valueType), helper =>
            Classify(keyType) is { } key && Classify(valueType) is { } value
                ? new MapType(TypeNames.InCode(type), helper, factory, key, value)
                : null);
    }

    private HelperType? Helper(ITypeSymbol type, string name, Func<string, HelperType?> create)
    {
        var typeName = TypeNames.InCode(type);
        if (_helpersByType.TryGetValue(typeName, out var known)) return known;
        var slot = Helpers.Count;
        Helpers.Add(null!);
        if (create(NewHelper(name)) is not { } helper)
        {
            Helpers.RemoveAt(slot);
            return null;
        }

        // While its elements were laid out, a type that contains itself may have asked for the same helper.
        if (_helpersByType.TryGetValue(typeName, out known))
        {
            Helpers.RemoveAt(slot);
            return known;
        }

        return _helpersByType[typeName] = Helpers[slot] = helper;
    }

    private CodecType? ClassifyCodec(INamedTypeSymbol type, out bool hasCodec)
    {
        hasCodec = true;
        var name = TypeNames.InCode(type);
        if (Attributes.Find(type, Attributes.Action) is not null)
        {
            if (NoteRecursion(name)) return new CodecType(name, "^" + TypeNames.InText(type), "ActionCodec");
            if (LayOutNestedAction(type) is { } layout) return new CodecType(name, layout, "ActionCodec");
            FailMember(type, "it is an action that has no codec", $"correct what is reported at '{type.Name}'");
            return null;
        }

        if (HasOwnCodec(type))
        {
            // What a codec of the user's own keeps of a value is not for us to know.
            RoundTripsExactly = false;
            return new CodecType(name, "codec(" + TypeNames.InText(type) + ")", "CborCodec");
        }

        hasCodec = false;
        return null;
    }

    public static bool HasOwnCodec(INamedTypeSymbol type) =>
        CrdtInterfaces.IsState(type) || type.AllInterfaces.Any(i => i.OriginalDefinition.Is("Scuttlegen.Wire", "ICborCodec`1") && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type));

    // Its own model has its helpers; here only its layout counts, and whether it leads back.
    private string? LayOutNestedAction(INamedTypeSymbol type)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            var external = ActionExtractor.ExtractExternal(type, compilation);
            RoundTripsExactly &= external?.RoundTripsExactly == true;
            return external?.Layout;
        }

        var nested = new LayoutExtractor(type, compilation, Problems.Ignored);
        nested._open.UnionWith(_open);
        if (!ActionExtractor.IsValid(type) || nested.ExtractRoot() is not { } root) return null;
        RoundTripsExactly &= nested.RoundTripsExactly;
        IsRecursive |= nested.IsRecursive;
        return TypeNames.InText(type) + root.Layout;
    }

    private HelperType? ClassifyObject(INamedTypeSymbol type)
    {
        var union = UnionShape.Of(type, _within, compilation);
        if (NoteRecursion(TypeNames.InCode(type)) || union is not null || !CannotBeLaidOut(type)) return LayOut(type, union);
        var (reason, wayOut) = Explain(type);
        FailMember(type, reason, wayOut);
        return null;
    }

    private static bool CannotBeLaidOut(INamedTypeSymbol type) =>
        type.IsAbstract || type.IsStatic || type.IsRefLikeType
        || type.TypeKind == TypeKind.Interface
        || type.SpecialType != SpecialType.None
        || (!TypeNames.IsTuple(type) && TypeNames.Assembly(type).IsPlatform && type.DeclaringSyntaxReferences.Length == 0);

    private static (string Reason, string WayOut) Explain(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } =>
            ("a receiver cannot know which type to read", "declare the member with the type it really has"),
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } =>
            ("its range differs between machines", "use long or ulong"),
        { TypeKind: TypeKind.Delegate } => ("code does not travel", "carry the data that the code would work on"),
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("addresses do not travel", "carry the data itself"),
        { TypeKind: TypeKind.TypeParameter } => ("its layout differs from use to use", "use a concrete type"),
        { IsTupleType: true } => ("it is a tuple of fewer than two elements", "use the element by itself"),
        { IsRefLikeType: true } => ("it cannot be kept in the log", "use byte[] or ImmutableArray<byte>"),
        INamedTypeSymbol named when IsEnumerable(named) =>
            ("it is no immutable collection of fixed order", "use ImmutableArray<T>, ImmutableList<T> or an immutable set or dictionary"),
        { TypeKind: TypeKind.Interface } or { IsAbstract: true } =>
            ("a receiver cannot know which implementation to read", "mark it [GossipUnion(typeof(…), …)] with the types it may be, use a sealed record, or implement Scuttlegen.Wire.ICborCodec<T> on the type"),
        _ => ("it has no wire form", "carry its data in members of supported types, or wrap it in a type that implements Scuttlegen.Wire.ICborCodec<T>"),
    };

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_Collections_IEnumerable
        || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static string WordFor(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + WordFor(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + WordFor(nullable.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic => generic.Name + "Of" + string.Concat(generic.TypeArguments.Select(WordFor)),
        { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => "Nullable" + type.Name,
        _ => type.Name,
    };
}
