using Microsoft.CodeAnalysis;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// The reducers and guards that a type declares for itself: they come along wherever it is a state or a slice, also from another assembly. Those that stand elsewhere are found in the store's own project only.
/// </summary>
internal static class BroughtMembers
{
    public static BroughtMethods Of(ITypeSymbol state, INamedTypeSymbol store, Compilation compilation)
    {
        var reducers = new List<ReducerModel>();
        var guards = new List<GuardModel>();
        var types = new HashSet<ITypeSymbol>(StoreExtractor.SliceProperties(state, store, compilation).Select(slice => slice.Type), SymbolEqualityComparer.Default) { state };
        foreach (var type in types.OfType<INamedTypeSymbol>().Where(type => !TypeNames.Assembly(type).IsPlatform && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)))
        {
            // Whether its source can be seen differs from an editor to a build, and its module's version tells all that the source could.
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(ComesAlong))
            {
                if (Attributes.Find(method, Attributes.Reducer) is not null && ReducerExtractor.Extract(method, compilation, Problems.Ignored) is { } reducer)
                    reducers.Add(reducer with { Use = null, CodeHash = "" });
                if (Attributes.Find(method, Attributes.Guard) is not null && GuardExtractor.Extract(method, compilation, Problems.Ignored) is { } guard)
                    guards.Add(guard with { Reads = null, CodeHash = "" });
            }
        }

        return new BroughtMethods(
            reducers.OrderBy(reducer => reducer.StableName, StringComparer.Ordinal).ThenBy(reducer => reducer.ActionType, StringComparer.Ordinal).ToEquatableArray(),
            guards.OrderBy(guard => guard.StableName, StringComparer.Ordinal).ThenBy(guard => guard.ActionType, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <summary>Whether the method, a reducer or a guard, comes along with the type that it stands in.</summary>
    public static bool ComesAlong(IMethodSymbol method) =>
        method is { IsStatic: true, MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, Parameters.Length: > 0 }
        && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, method.ContainingType)
        && TypeNames.IsPublic(method.ContainingType);
}
