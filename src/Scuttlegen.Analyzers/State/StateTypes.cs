using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.State;

/// <summary>
/// The types of a compilation that states are made of: those of its stores and reducers, and what is reached from them through
/// members, type arguments, base types and derived types. What only local slices hold is not among them.
/// </summary>
internal sealed class StateTypes
{
    private static readonly ConditionalWeakTable<Compilation, StateTypes> Known = new();

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> TreesWithStores = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol _assembly;
    private readonly Lazy<HashSet<INamedTypeSymbol>> _stored;
    private readonly Lazy<HashSet<INamedTypeSymbol>> _all;

    private StateTypes(Compilation compilation)
    {
        _compilation = compilation;
        _assembly = compilation.Assembly;
        _stored = new(FindStored);
        _all = new(FindAll);
    }

    /// <summary>The state types of <paramref name="compilation"/>, found when first asked for.</summary>
    public static StateTypes For(Compilation compilation) => Known.GetValue(compilation, static key => new StateTypes(key));

    /// <summary>Whether the type is one of them. Where a store leads there straight, that is known without looking at the whole program, as an editor wants it after each key stroke.</summary>
    public bool Contains(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition: var definition } && SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _assembly)
        && (_stored.Value.Contains(definition) || _all.Value.Contains(definition));

    /// <summary>Some of the state types: those that stores hold, as far as their attributes go by their own names and no derived type comes in between.</summary>
    private HashSet<INamedTypeSymbol> FindStored()
    {
        var waiting = new Stack<ITypeSymbol>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            if (!TreesWithStores.GetValue(tree, static key => new(DeclarationsIn(key).Any(NamesStore))).Value)
                continue;
            foreach (var declaration in DeclarationsIn(tree).Where(NamesStore))
            {
                if (Bodies.For(_compilation).ModelOf(tree).GetDeclaredSymbol(declaration) is { } type)
                    AddStored(type, waiting);
            }
        }

        return Reach(waiting, new(SymbolEqualityComparer.Default));
    }

    private HashSet<INamedTypeSymbol> FindAll()
    {
        var waiting = new Stack<ITypeSymbol>();
        var derived = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var type in TypesIn(_assembly.GlobalNamespace))
        {
            AddStored(type, waiting);
            AddReduced(type, waiting);
            if (type.BaseType is { } parent)
                AddDerived(derived, parent, type);
            foreach (var contract in type.Interfaces)
                AddDerived(derived, contract, type);
        }

        return Reach(waiting, derived);
    }

    private static IEnumerable<BaseTypeDeclarationSyntax> DeclarationsIn(SyntaxTree tree) => tree.GetRoot()
        .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<BaseTypeDeclarationSyntax>();

    private static bool NamesStore(BaseTypeDeclarationSyntax declaration)
    {
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name is AliasQualifiedNameSyntax aliased ? aliased.Name : attribute.Name;
                if (name is SimpleNameSyntax { Identifier.ValueText: "GossipStore" or "GossipStoreAttribute" })
                    return true;
            }
        }

        return false;
    }

    private static void AddStored(INamedTypeSymbol type, Stack<ITypeSymbol> waiting)
    {
        foreach (var data in type.GetAttributes())
        {
            if (Marks.Is(data, "GossipStoreAttribute") && data.ConstructorArguments is [{ Kind: TypedConstantKind.Type, Value: ITypeSymbol state }, ..])
                waiting.Push(state);
        }
    }

    private static void AddReduced(INamedTypeSymbol type, Stack<ITypeSymbol> waiting)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary, Parameters: [var state, var action, ..] }
                && Marks.Has(member, "ReducerAttribute") && !Marks.Has(action.Type, "LocalActionAttribute"))
                waiting.Push(state.Type);
        }
    }

    private HashSet<INamedTypeSymbol> Reach(Stack<ITypeSymbol> waiting, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        var reached = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        while (waiting.Count > 0)
            Reach(waiting.Pop(), reached, waiting, derived);
        return reached;
    }

    private void Reach(ITypeSymbol type, HashSet<INamedTypeSymbol> reached, Stack<ITypeSymbol> waiting, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        if (type is IArrayTypeSymbol array)
            waiting.Push(array.ElementType);
        // A CRDT holds its elements by their bytes.
        if (type is not INamedTypeSymbol named || named.TypeKind is TypeKind.Delegate or TypeKind.Enum || CrdtTypes.IsInLibrary(named))
            return;
        foreach (var argument in named.TypeArguments)
            waiting.Push(argument);

        var definition = named.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, _assembly) || !reached.Add(definition))
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
