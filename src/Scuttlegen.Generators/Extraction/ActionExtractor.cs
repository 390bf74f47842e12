using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Model;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Reads a <c>[GossipAction]</c> type into its model, or reports why there is none.</summary>
internal static class ActionExtractor
{
    private const int MaxKindBytes = 255;

    public static ActionModel? Extract(INamedTypeSymbol action, Compilation compilation, Problems problems)
    {
        if (!TypeNames.IsNamed(action) || !HasValidShape(action, problems) || KindOf(action, problems) is not { } kind || DeclaresCodec(action, problems)) return null;

        var layout = new LayoutExtractor(action, compilation, problems);
        if (layout.ExtractRoot() is not { } root) return null;

        return new ActionModel(
            new ActionFacts(
                TypeNames.InCode(action), TypeNames.Short(action), kind, action.IsValueType, TypeNames.IsPublic(action),
                layout.RoundTripsExactly, root.Layout, TypeNames.Assembly(action), Supertypes: Supertypes(action)),
            TypeNames.Declaration(action),
            UnusedMemberName(action, "GossipCodec"),
            layout.IsRecursive,
            root.Model,
            layout.Helpers.ToEquatableArray(),
            layout.Objects.ToEquatableArray());
    }

    /// <summary>The facts of an action that another assembly declares, or <see langword="null"/> if it was built without its codec.</summary>
    public static ActionFacts? ExtractExternal(INamedTypeSymbol action, Compilation compilation)
    {
        if (KindOf(action, Problems.Ignored) is not { } kind || !HasCodec(action)) return null;
        var layout = new LayoutExtractor(action, compilation, Problems.Ignored);

        // Its own build judged its members; what cannot be seen from here (a get-only property, say) only costs the extra decode.
        var root = layout.ExtractRoot();
        return new ActionFacts(
            TypeNames.InCode(action), TypeNames.Short(action), kind, action.IsValueType, TypeNames.IsPublic(action),
            root is not null && layout.RoundTripsExactly, root?.Layout ?? "?", TypeNames.Assembly(action), Supertypes: Supertypes(action));
    }

    /// <summary>The facts of an action that never leaves its peer, or <see langword="null"/> after what is wrong with it was reported.</summary>
    public static ActionFacts? ExtractLocal(INamedTypeSymbol action, Problems problems)
    {
        var reason = action switch
        {
            { IsStatic: true } => "a static class has no instances; declare a sealed record",
            { IsAbstract: true } => "it is abstract, and the kind of an action is its very type; mark the types derived from it instead",
            { IsRefLikeType: true } => "a ref struct cannot be kept in the log; declare a readonly record struct",
            { IsFileLocal: true } => "it is local to its file, and the store is generated into another; remove 'file'",
            _ when IsGeneric(action) => "generic actions have no one kind; declare one action per type",
            _ when !TypeNames.IsInternal(action) => "generated code cannot reach it; make it, and the types around it, internal or public",
            _ => null,
        };
        if (reason is not null) problems.Add(Descriptors.UnsupportedAction, action.Locations.FirstOrDefault(), action.Name, reason);
        return reason is not null || !TypeNames.IsNamed(action) ? null : new ActionFacts(
            TypeNames.InCode(action), TypeNames.Short(action), TypeNames.InText(action), action.IsValueType, TypeNames.IsPublic(action),
            RoundTripsExactly: true, Layout: "", TypeNames.Assembly(action), IsLocal: true);
    }

    // What every record or every action is, no guard means.
    private static EquatableArray<string> Supertypes(INamedTypeSymbol action)
    {
        var types = new List<INamedTypeSymbol>(action.AllInterfaces);
        for (var part = action.BaseType; part is not null; part = part.BaseType) types.Add(part);
        return types.Where(type => !TypeNames.Assembly(type).IsPlatform && !type.OriginalDefinition.Is(Attributes.Namespace, "IGossipAction`1"))
            .Select(TypeNames.InCode).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>Whether everything but the type's members allows a codec.</summary>
    public static bool IsValid(INamedTypeSymbol action) => TypeNames.IsNamed(action) && HasValidShape(action, Problems.Ignored) && KindOf(action, Problems.Ignored) is not null && !DeclaresCodec(action, Problems.Ignored);

    /// <summary>Whether the type implements its codec interface already, as types of other assemblies must.</summary>
    public static bool HasCodec(INamedTypeSymbol action) => action.AllInterfaces.Any(i =>
        i.OriginalDefinition.Is(Attributes.Namespace, "IGossipAction`1") && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], action));

    /// <summary>A name that hides nothing and that nothing hides.</summary>
    public static string UnusedMemberName(INamedTypeSymbol type, string name)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            if (part.GetMembers(name).Length > 0) return UnusedMemberName(type, name + "_");
        }

        return type.Name == name ? UnusedMemberName(type, name + "_") : name;
    }

    /// <summary>Reports each declaration of the type, or of a type around it, that lacks <c>partial</c>.</summary>
    public static bool IsPartial(INamedTypeSymbol type, string what, Problems problems)
    {
        var partial = true;
        for (var part = type; part is not null; part = part.ContainingType)
        {
            foreach (var reference in part.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax() is not TypeDeclarationSyntax declaration
                    || declaration.Modifiers.Any(m => m.Text == "partial")) continue;
                problems.Add(Descriptors.NotPartial, declaration.Identifier.GetLocation(), part.Name, ReferenceEquals(part, type) ? "it" : $"the {what} '{type.Name}'");
                partial = false;
            }
        }

        return partial;
    }

    private static bool HasValidShape(INamedTypeSymbol action, Problems problems)
    {
        var reason = action switch
        {
            { IsStatic: true } => "a static class has no instances; declare a sealed record",
            { IsAbstract: true } => "it is abstract, and receivers create the very type; mark the types derived from it instead",
            { IsRefLikeType: true } => "a ref struct cannot be kept in the log; declare a readonly record struct",
            { IsFileLocal: true } => "it is local to its file, and its codec is generated into another; remove 'file'",
            _ when IsGeneric(action) => "generic actions have no one kind and layout; declare one action per type",
            _ => null,
        };
        if (reason is not null) problems.Add(Descriptors.UnsupportedAction, action.Locations.FirstOrDefault(), action.Name, reason);
        return IsPartial(action, "action", problems) && reason is null;
    }

    /// <summary>Reports each member of the codec interface that the user implements explicitly, as the generated codec does.</summary>
    private static bool DeclaresCodec(INamedTypeSymbol action, Problems problems)
    {
        var declares = false;
        foreach (var member in action.GetMembers())
        {
            var implemented = member switch
            {
                IMethodSymbol { AssociatedSymbol: null } method => method.ExplicitInterfaceImplementations.FirstOrDefault()?.ContainingType,
                IPropertySymbol property => property.ExplicitInterfaceImplementations.FirstOrDefault()?.ContainingType,
                _ => null,
            };
            if (implemented is null || !implemented.OriginalDefinition.Is(Attributes.Namespace, "IGossipAction`1") || !SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[0], action)
                || member.DeclaringSyntaxReferences.Any(r => r.SyntaxTree.FilePath.EndsWith(GossipGenerator.ActionSuffix, StringComparison.Ordinal))) continue;
            problems.Add(
                Descriptors.MemberIsGenerated, member.Locations.FirstOrDefault(), $"{TypeNames.Short(implemented)}.{member.Name.Substring(member.Name.LastIndexOf('.') + 1)}", action.Name,
                "remove it; the codec is the generator's");
            declares = true;
        }

        return declares;
    }

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity > 0) return true;
        }

        return false;
    }

    public static string? KindOf(INamedTypeSymbol action, Problems problems)
    {
        var attribute = Attributes.Find(action, Attributes.Action);
        if (attribute is null) return null;
        var kind = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : action.Name;
        var reason = kind switch
        {
            null or "" => "it is empty",
            _ when kind[0] == '$' => "kinds that begin with $ are reserved for the protocol",
            _ when HasLoneSurrogate(kind) => "it holds a lone surrogate and has no UTF-8 form",
            _ when Encoding.UTF8.GetByteCount(kind) > MaxKindBytes => $"it is longer than {MaxKindBytes} bytes in UTF-8",
            _ => null,
        };
        if (reason is null) return kind;
        problems.Add(Descriptors.InvalidKind, Attributes.LocationOf(attribute), kind, action.Name, reason);
        return null;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
