using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[GossipStore]</c> class into its model, or reports why it cannot be a store.</summary>
internal static class StoreExtractor
{
    public static StoreModel? Extract(INamedTypeSymbol store, Compilation compilation, Problems problems)
    {
        var attribute = Attributes.Find(store, Attributes.Store);
        if (!TypeNames.IsNamed(store)
            || attribute is not { ConstructorArguments.Length: 1 }
            || attribute.ConstructorArguments[0].Value is not ITypeSymbol state
            || state.TypeKind == TypeKind.Error) return null;

        var reason = FindFault(store, state);
        if (reason is not null) problems.Add(Descriptors.UnsupportedStore, store.Locations.FirstOrDefault(), store.Name, reason);
        if (!ActionExtractor.IsPartial(store, "store", problems) || reason is not null) return null;

        var name = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Name").Value.Value as string ?? store.Name;
        var identity = new IdentityExtractor(store, compilation);
        var stateIdentity = identity.Check(state);
        var slices = Slices(state, store, compilation, identity);
        var parts = Chain(store).Select(t => t.Name).ToEquatableArray();
        return new StoreModel(
            TypeNames.Declaration(store),
            TypeNames.InCode(store),
            TypeNames.Escape(store.Name),
            parts,
            name,
            ActionExtractor.UnusedMemberName(store, "GossipTable"),
            TypeNames.IsPublic(store),
            Registration(store, string.Concat(parts), compilation),
            OwnMembers(store).Select(m => m.Model).ToEquatableArray(),
            TypeNames.Fact(state),
            StateCanBeCopied: state.IsRecord || state.IsValueType,
            InitialStates.Find(state, store, compilation),
            slices.ToEquatableArray(),
            Composition(state, store, compilation, out var canCompose).ToEquatableArray(),
            canCompose,
            AutoProperties.IsCopiedPlainly(state),
            stateIdentity,
            identity.Helpers.ToEquatableArray(),
            BroughtMembers.Of(state, store, compilation),
            StateExtractor.Extract(state, store, compilation, problems));
    }

    private static string? FindFault(INamedTypeSymbol store, ITypeSymbol state)
    {
        if (store.IsStatic) return "a static class cannot be opened; remove 'static'";
        if (store.IsAbstract) return "it is abstract; remove 'abstract'";
        if (store.IsRecord) return "it is a record, and a store has an identity rather than a value; declare it as a class";
        if (store.IsFileLocal) return "it is local to its file, and its members are generated into another; remove 'file'";
        if (Chain(store).Any(t => t.Arity > 0)) return "it is generic, or in a generic type; declare one store for each state";
        if (store.BaseType is { SpecialType: not SpecialType.System_Object } parent && !IsStoreOf(parent, state))
            return $"it derives from '{TypeNames.Short(parent)}', and its base class is Store<{TypeNames.Short(state)}>; remove the base class";
        if (store.Name is "OpenAsync" or "Dispatch" or "DispatchAsync") return "a method of that name is generated into it; give it another name";
        if (DeclaresConstructor(store)) return "it declares a constructor, and only OpenAsync may create it; remove the constructor";
        if (state is INamedTypeSymbol { IsUnboundGenericType: true } || state.IsStatic || state.IsRefLikeType || state.SpecialType == SpecialType.System_Void)
            return $"'{TypeNames.Short(state)}' cannot be a state; name a concrete record, class or struct";
        if (!TypeNames.IsInternal(state) || (TypeNames.IsPublic(store) && !TypeNames.IsPublic(state)))
            return $"its state '{TypeNames.Short(state)}' is less accessible than itself; give both the same accessibility";
        return null;
    }

    private static bool IsStoreOf(INamedTypeSymbol type, ITypeSymbol state) =>
        type.OriginalDefinition.Is(Attributes.Namespace, "Store`1") && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], state);

    /// <summary>The members of the user's own that bear the name of a generated method.</summary>
    public static IEnumerable<(OwnMember Model, ISymbol Symbol)> OwnMembers(INamedTypeSymbol store) =>
        from name in Binding.OwnMembers.GeneratedMethods
        from member in store.GetMembers(name)
        where !member.DeclaringSyntaxReferences.Any(IsGenerated)
        where member is not IMethodSymbol { Arity: > 0 }
        select (new OwnMember(name, member is IMethodSymbol method ? method.Parameters.Select(p => TypeNames.InSignature(p.Type)).ToEquatableArray() : null), member);

    private static bool DeclaresConstructor(INamedTypeSymbol store) => store.InstanceConstructors.Any(c =>
        c.DeclaringSyntaxReferences.Any(r => !IsGenerated(r) && r.GetSyntax() is ConstructorDeclarationSyntax or ClassDeclarationSyntax { ParameterList: not null }));

    // The analyzer sees the constructor that the generator made.
    private static bool IsGenerated(SyntaxReference reference) =>
        reference.SyntaxTree.FilePath.EndsWith(GossipGenerator.StoreSuffix, StringComparison.Ordinal);

    private static Stack<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var part = type; part is not null; part = part.ContainingType) chain.Push(part);
        return chain;
    }

    private static RegistrationKind Registration(INamedTypeSymbol store, string joinedName, Compilation compilation)
    {
        if (!TypeNames.IsInternal(store) || compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection") is null)
            return RegistrationKind.None;

        // The user may have written a registration of their own.
        var extensions = store.ContainingNamespace.GetTypeMembers(joinedName + "ServiceCollectionExtensions", 0);
        if (extensions.Any(e => e.DeclaringSyntaxReferences.Any(r => !IsGenerated(r)))) return RegistrationKind.None;
        return TypeNames.IsPublic(store) ? RegistrationKind.Public : RegistrationKind.Internal;
    }

    private static List<SliceModel> Slices(ITypeSymbol state, INamedTypeSymbol store, Compilation compilation, IdentityExtractor identity)
    {
        return SliceProperties(state, store, compilation).OrderBy(s => s.Name, StringComparer.Ordinal).Select(property => new SliceModel(
            property.Name,
            TypeNames.Escape(property.Name),
            TypeNames.Fact(property.Type),
            property.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated },
            property is { IsVirtual: false, IsOverride: false } && AutoProperties.IsAuto(property),
            Attributes.IsLocalSlice(property),
            identity.Check(property.Type))).ToList();
    }

    /// <summary>The properties of a state that can be its slices.</summary>
    public static List<IPropertySymbol> SliceProperties(ITypeSymbol state, INamedTypeSymbol store, Compilation compilation)
    {
        var slices = new List<IPropertySymbol>();
        for (var part = state; part is { SpecialType: SpecialType.None }; part = part.BaseType)
        {
            foreach (var property in part.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: { } get, SetMethod: { } set }
                    || property.Name.Length == 0
                    || property.ReturnsByRef || property.ReturnsByRefReadonly
                    || property.Type.TypeKind == TypeKind.Error
                    || !compilation.IsSymbolAccessibleWithin(get, store)
                    || !compilation.IsSymbolAccessibleWithin(set, store)
                    || slices.Any(s => s.Name == property.Name)) continue;
                slices.Add(property);
            }
        }

        return slices;
    }

    private static List<PartModel> Composition(ITypeSymbol state, INamedTypeSymbol store, Compilation compilation, out bool canCompose)
    {
        canCompose = false;
        if (state is not INamedTypeSymbol { IsRecord: true, IsAbstract: false } record || InitialStates.HasRequiredMember(record)) return [];
        var constructor = record.InstanceConstructors
            .Where(c => compilation.IsSymbolAccessibleWithin(c, store) && c.Parameters.Length > 0)
            .Where(c => c.Parameters.Length != 1 || !SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, record))
            .OrderByDescending(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is RecordDeclarationSyntax))
            .ThenByDescending(c => c.Parameters.Length)
            .FirstOrDefault();
        canCompose = constructor is not null && constructor.Parameters.All(p => p.Name.Length > 0);
        return (constructor?.Parameters ?? [])
            .Select(p => new PartModel(p.Name, TypeNames.Escape(p.Name), InitialOf(p), IsOwn(p.Type), p.HasExplicitDefaultValue))
            .ToList();

        bool IsOwn(ITypeSymbol type) =>
            type.SpecialType == SpecialType.None && InitialStates.Find(type, store, compilation)?.StartsWith("default(", StringComparison.Ordinal) == false;

        // What may be null begins so.
        string? InitialOf(IParameterSymbol parameter) => parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
            ? "null"
            : InitialStates.Find(parameter.Type, store, compilation);
    }
}
