using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.State;

/// <summary>
/// The types of a compilation that states are made of: those of its stores and reducers, and what is reached from them through
/// members, type arguments, base types and derived types. What only local slices hold is not among them.
/// </summary>
internal sealed class StateTypes
{
    private static readonly ConditionalWeakTable<Compilation, StateTypes> Known = new();

    private readonly IAssemblySymbol _assembly;
    private readonly HashSet<INamedTypeSymbol> _types = new(SymbolEqualityComparer.Default);

    private StateTypes(Compilation compilation)
    {
        _assembly = compilation.Assembly;
        var waiting = new Stack<ITypeSymbol>();
        var derived = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var type in TypesIn(_assembly.GlobalNamespace))
        {
            AddRoots(type, waiting);
            if (type.BaseType is { } parent)
                AddDerived(derived, parent, type);
            foreach (var contract in type.Interfaces)
                AddDerived(derived, contract, type);
        }

        while (waiting.Count > 0)
            Reach(waiting.Pop(), waiting, derived);
    }

    /// <summary>The state types of <paramref name="compilation"/>, found when first asked for.</summary>
    public static StateTypes For(Compilation compilation) => Known.GetValue(compilation, static key => new StateTypes(key));

    public bool Contains(ITypeSymbol? type) => type is INamedTypeSymbol named && _types.Contains(named.OriginalDefinition);

    private static void AddRoots(INamedTypeSymbol type, Stack<ITypeSymbol> waiting)
    {
        foreach (var data in type.GetAttributes())
        {
            if (Marks.Is(data, "GossipStoreAttribute") && data.ConstructorArguments is [{ Kind: TypedConstantKind.Type, Value: ITypeSymbol state }, ..])
                waiting.Push(state);
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, Parameters: [var state, var action, ..] }
                && Marks.Has(member, "ReducerAttribute") && !Marks.Has(action.Type, "LocalActionAttribute"))
                waiting.Push(state.Type);
        }
    }

    private void Reach(ITypeSymbol type, Stack<ITypeSymbol> waiting, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        if (type is IArrayTypeSymbol array)
            waiting.Push(array.ElementType);
        // A CRDT holds its elements by their bytes.
        if (type is not INamedTypeSymbol named || named.TypeKind is TypeKind.Delegate or TypeKind.Enum || CrdtTypes.IsInLibrary(named))
            return;
        foreach (var argument in named.TypeArguments)
            waiting.Push(argument);

        var definition = named.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _assembly) || !_types.Add(definition))
            return;
        foreach (var (member, held) in Storage.Of(definition))
        {
            if (!Storage.IsLocalSlice(member))
                waiting.Push(held);
        }

        if (definition.BaseType is { } parent)
            waiting.Push(parent);
        if (derived.TryGetValue(definition, out var cases))
        {
            foreach (var each in cases)
                waiting.Push(each);
        }
    }

    private void AddDerived(Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived, INamedTypeSymbol parent, INamedTypeSymbol type)
    {
        var key = parent.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(key.ContainingAssembly, _assembly))
            return;
        if (!derived.TryGetValue(key, out var types))
            derived.Add(key, types = []);
        types.Add(type);
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol holder)
    {
        foreach (var member in holder.GetMembers())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in TypesIn(inner))
                    yield return nested;
            }
        }
    }
}
