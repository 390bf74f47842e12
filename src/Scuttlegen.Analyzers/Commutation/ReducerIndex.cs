using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>
/// All reducers and guards of a compilation, who of them sees the same state, and what each does to it. Made once per compilation, and filled as far
/// as it is asked: to list them, the attributes of the whole program have to be bound, which most key strokes can do without. Safe for use by many threads.
/// </summary>
internal sealed class ReducerIndex
{
    private static readonly ConditionalWeakTable<Compilation, ReducerIndex> Indexes = new();

    private readonly Bodies _bodies;
    private readonly Lazy<Listing> _listing;
    private readonly ConcurrentDictionary<IMethodSymbol, Reading> _readings = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(ITypeSymbol State, string? Slice), ImmutableArray<Neighbour>> _neighbours = new(StateComparer.Instance);
    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<ISymbol>> _parts = new(SymbolEqualityComparer.Default);

    private ReducerIndex(Compilation compilation)
    {
        _bodies = Bodies.For(compilation);
        _listing = new(() => new Listing(compilation));
    }

    public static ReducerIndex For(Compilation compilation) => Indexes.GetValue(compilation, static key => new ReducerIndex(key));

    private ImmutableArray<Entry> Entries => _listing.Value.Entries;

    private HashSet<ISymbol> Stored => _listing.Value.Stored;

    /// <summary>What the method's own body does to its state.</summary>
    public Reading ReadingOf(IMethodSymbol method, CancellationToken cancellation) =>
        _readings.TryGetValue(method, out var reading) ? reading : _readings.GetOrAdd(method, BodyReader.Read(method, _bodies, cancellation));

    /// <summary>Whether the method's own body is enough to say that it does not commute. Cheaper than a whole reading, of which there is none then.</summary>
    public bool IsObstructed(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_readings.TryGetValue(method, out var known))
            return !known.Obstacles.IsEmpty;
        if (BodyReader.ReadUnlessObstructed(method, _bodies, cancellation) is not { } reading)
            return true;
        _readings.TryAdd(method, reading);
        return false;
    }

    /// <summary>The other reducers and guards whose action is that of <paramref name="reducer"/>, and the guards of something that it is, in a store with it.</summary>
    public IEnumerable<Entry> OfSameAction(Entry reducer) =>
        _listing.Value.ByAction[reducer.Action].Concat(Entries.Where(entry => entry.IsGuardOfBase(reducer.Action))).Where(entry => !Equals(entry, reducer) && ShareStore(entry, reducer));

    /// <summary>Whoever may see what <paramref name="reducer"/> sees, itself excepted, and how their places compare; by name.</summary>
    public IEnumerable<Neighbour> NeighboursOf(Entry reducer) =>
        _neighbours.GetOrAdd((reducer.State, reducer.Slice), _ => FindNeighbours(reducer).OrderBy(static neighbour => neighbour.Entry.Name, StringComparer.Ordinal).ToImmutableArray()).Where(neighbour => !Equals(neighbour.Entry, reducer));

    private IEnumerable<Neighbour> FindNeighbours(Entry reducer)
    {
        foreach (var other in Entries)
        {
            if (SymbolEqualityComparer.Default.Equals(other.State, reducer.State))
            {
                if (reducer.Slice is null || other.Slice is null || reducer.Slice == other.Slice)
                    yield return new Neighbour(other, "", "");
                continue;
            }

            if (other.Slice is null && IsRoot(other.State))
            {
                foreach (var member in SlicesOf(other.State, reducer))
                    yield return new Neighbour(other, member, "");
            }

            if (reducer.Slice is null && IsRoot(reducer.State))
            {
                foreach (var member in SlicesOf(reducer.State, other))
                    yield return new Neighbour(other, "", member);
            }
        }
    }

    // Without a store to say so, any state may be the root of another's.
    private bool IsRoot(ITypeSymbol state) => Stored.Count == 0 || Stored.Contains(state);

    private IEnumerable<string> SlicesOf(ITypeSymbol root, Entry slice) =>
        _parts.GetOrAdd(root, static type => Parts.Of(type).ToImmutableArray())
            .Where(part => (slice.Slice is null || part.Name == slice.Slice) && SymbolEqualityComparer.Default.Equals((part as IPropertySymbol)?.Type ?? (part as IFieldSymbol)?.Type, slice.State))
            .Select(part => part.Name);

    private bool ShareStore(Entry x, Entry y) =>
        Stored.Count < 2
        || SymbolEqualityComparer.Default.Equals(x.State, y.State)
        || Stored.Any(root => IsIn((ITypeSymbol)root, x) && IsIn((ITypeSymbol)root, y));

    private bool IsIn(ITypeSymbol root, Entry entry) => SymbolEqualityComparer.Default.Equals(root, entry.State) || SlicesOf(root, entry).Any();

    /// <summary>Another method that sees the same state.</summary>
    /// <param name="Entry">The method.</param>
    /// <param name="Mine">The member of its state that is the reducer's state; empty if it is the same.</param>
    /// <param name="Theirs">The member of the reducer's state that is its state; empty if it is the same.</param>
    internal readonly record struct Neighbour(Entry Entry, string Mine, string Theirs);

    /// <summary>Who there is.</summary>
    private sealed class Listing
    {
        private readonly ImmutableArray<Entry>.Builder _entries = ImmutableArray.CreateBuilder<Entry>();

        public Listing(Compilation compilation)
        {
            Collect(compilation.Assembly.GlobalNamespace);
            Entries = _entries.ToImmutable();
            ByAction = Entries.ToLookup(static entry => (ISymbol)entry.Action, SymbolEqualityComparer.Default);
        }

        public ImmutableArray<Entry> Entries { get; }

        public ILookup<ISymbol, Entry> ByAction { get; }

        /// <summary>The states that stores hold.</summary>
        public HashSet<ISymbol> Stored { get; } = new(SymbolEqualityComparer.Default);

        private void Collect(INamespaceOrTypeSymbol container)
        {
            foreach (var member in container.GetMembers())
            {
                switch (member)
                {
                    case INamespaceOrTypeSymbol inner:
                        if (inner is INamedTypeSymbol type)
                            AddStored(type);
                        Collect(inner);
                        break;
                    case IMethodSymbol { PartialDefinitionPart: null } method when Entry.Of(method) is { } entry:
                        _entries.Add(entry);
                        break;
                }
            }
        }

        private void AddStored(INamedTypeSymbol type)
        {
            foreach (var data in type.GetAttributes())
            {
                if (Entry.IsOurs(data.AttributeClass, "GossipStoreAttribute") && data.ConstructorArguments is [{ Value: ITypeSymbol root }])
                    Stored.Add(root);
            }
        }
    }

    private sealed class StateComparer : IEqualityComparer<(ITypeSymbol State, string? Slice)>
    {
        public static readonly StateComparer Instance = new();

        public bool Equals((ITypeSymbol State, string? Slice) x, (ITypeSymbol State, string? Slice) y) =>
            x.Slice == y.Slice && SymbolEqualityComparer.Default.Equals(x.State, y.State);

        public int GetHashCode((ITypeSymbol State, string? Slice) obj) =>
            (SymbolEqualityComparer.Default.GetHashCode(obj.State) * 31) + (obj.Slice is null ? 0 : StringComparer.Ordinal.GetHashCode(obj.Slice));
    }
}

/// <summary>A reducer or a guard.</summary>
internal sealed record Entry(IMethodSymbol Method, bool IsGuard, string? Slice, bool Commutes, SyntaxReference? Attribute)
{
    public ITypeSymbol State => Method.Parameters[0].Type;

    public ITypeSymbol Action => Method.Parameters[1].Type;

    public string Name => MemberNames.Of(Method);

    public bool Equals(Entry? other) => other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);

    /// <summary>The method, if it is a reducer or a guard with a body.</summary>
    public static Entry? Of(IMethodSymbol method)
    {
        if (method is not { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false, Parameters.Length: 2 or 3 } || method.DeclaringSyntaxReferences.Length != 1)
            return null;
        foreach (var data in method.GetAttributes().Concat(method.PartialImplementationPart?.GetAttributes() ?? []))
        {
            var isGuard = IsOurs(data.AttributeClass, "GuardAttribute");
            if (!isGuard && !IsOurs(data.AttributeClass, "ReducerAttribute"))
                continue;
            var arguments = data.NamedArguments;
            return new Entry(
                method,
                isGuard,
                arguments.FirstOrDefault(argument => argument.Key == "Slice").Value.Value as string,
                arguments.FirstOrDefault(argument => argument.Key == "Commutes").Value.Value is true,
                data.ApplicationSyntaxReference);
        }

        return null;
    }

    /// <summary>Whether it is a guard of several actions, and the action is one of them.</summary>
    public bool IsGuardOfBase(ITypeSymbol action)
    {
        if (!IsGuard || SymbolEqualityComparer.Default.Equals(Action, action) || Action.GetAttributes().Any(static data => IsOurs(data.AttributeClass, "GossipActionAttribute")))
            return false;
        if (Action.SpecialType == SpecialType.System_Object || action.AllInterfaces.Contains(Action, SymbolEqualityComparer.Default))
            return true;
        for (var type = action.BaseType; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, Action))
                return true;
        }

        return false;
    }

    public static bool IsOurs(INamedTypeSymbol? attribute, string name) =>
        attribute is { ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } } && attribute.Name == name;
}
