using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>
/// A value as a caller sees it: which of the caller's own objects it may be or hold, and what was made on the way. A tree of bounded depth; what is
/// deeper is folded into its last level.
/// </summary>
internal sealed class Shape
{
    private const int Depth = 2;
    private const int Breadth = 2;

    public static readonly Shape None = new([], [], [], false, null, []);

    private Shape(
        ImmutableHashSet<RootPath> roots,
        ImmutableHashSet<ISymbol> statics,
        ImmutableHashSet<ITypeSymbol?> made,
        bool isLazy,
        Taint? taint,
        ImmutableArray<(ISymbol? Member, Shape Shape)> members)
    {
        Roots = roots;
        Statics = statics;
        Made = made;
        IsLazy = isLazy;
        Taint = taint;
        Members = members;
    }

    public ImmutableHashSet<RootPath> Roots { get; }

    public ImmutableHashSet<ISymbol> Statics { get; }

    /// <summary>The types of what was made; a <see langword="null"/> for one that is not known.</summary>
    public ImmutableHashSet<ITypeSymbol?> Made { get; }

    public bool IsLazy { get; }

    public Taint? Taint { get; }

    public ImmutableArray<(ISymbol? Member, Shape Shape)> Members { get; }

    public static Shape Of(Value value, FlowState state) => Of(value, state, 0, []);

    private static Shape Of(Value value, FlowState state, int depth, HashSet<Node> above)
    {
        if (value.Nodes.IsEmpty)
            return None;
        var roots = NoRoots;
        var statics = NoSymbols;
        var made = NoTypes;
        var isLazy = false;
        Taint? taint = null;
        var members = new Dictionary<ISymbol, Shape>(SymbolEqualityComparer.Default);
        var elements = None;
        // Below the first level, what may be one of many is told by what it leads to, not how: trees that are rebuilt by recursion would grow without end.
        var isFolded = depth == Depth || state.Effort.IsSpent || (depth > 0 && value.Nodes.Count(static node => node.Kind == NodeKind.Fresh) > Breadth);
        foreach (var node in isFolded ? state.Reach(value).ToImmutableArray() : value.Nodes)
        {
            state.Effort.Spend();
            taint ??= state.TaintOf(node);
            switch (node.Kind)
            {
                case NodeKind.Root:
                    roots = roots.Add(node.Path!);
                    break;
                case NodeKind.Static:
                    statics = statics.Add(node.Symbol!);
                    break;
                default:
                    made = made.Add(node.Type);
                    isLazy |= node.IsLazy;
                    break;
            }

            if (isFolded || node.Kind != NodeKind.Fresh || !above.Add(node))
                continue;
            foreach (var (member, held) in state.MembersOf(node))
            {
                var shape = Of(held, state, depth + 1, above);
                if (member is null)
                    elements = elements.Or(shape);
                else
                    members[member] = members.TryGetValue(member, out var known) ? known.Or(shape) : shape;
            }

            // What is copied is read by whatever name it is asked for.
            foreach (var original in state.OriginalsOf(node).Nodes)
            {
                if (original.Kind != NodeKind.Fresh)
                {
                    elements = elements.Or(Of(Value.Of(original.Anywhere), state, depth + 1, above));
                    continue;
                }

                foreach (var (member, held) in state.MembersOf(original))
                {
                    var shape = Of(held, state, depth + 1, above);
                    if (member is null)
                        elements = elements.Or(shape);
                    else if (!members.ContainsKey(member))
                        members.Add(member, shape);
                }
            }

            above.Remove(node);
        }

        var all = members.Select(pair => ((ISymbol?)pair.Key, pair.Value)).ToList();
        if (!elements.IsNone)
            all.Add((null, elements));
        return new Shape(roots, statics, made, isLazy, taint, all.ToImmutableArray());
    }

    public bool IsNone => Roots.IsEmpty && Statics.IsEmpty && Made.IsEmpty && Members.IsEmpty;

    /// <summary>Either.</summary>
    public Shape Or(Shape other)
    {
        if (IsNone || ReferenceEquals(this, other))
            return other;
        if (other.IsNone)
            return this;
        var members = new List<(ISymbol?, Shape)>();
        foreach (var (member, shape) in Members)
            members.Add((member, other.Find(member) is { } same ? shape.Or(same) : shape));
        foreach (var (member, shape) in other.Members)
        {
            if (Find(member) is null)
                members.Add((member, shape));
        }

        return new Shape(Roots.Union(other.Roots), Statics.Union(other.Statics), Made.Union(other.Made), IsLazy || other.IsLazy, Taint ?? other.Taint, members.ToImmutableArray());
    }

    /// <summary>Whether <paramref name="other"/> says nothing that this does not.</summary>
    public bool Covers(Shape other)
    {
        if (ReferenceEquals(this, other) || other.IsNone)
            return true;
        return Roots.IsSupersetOf(other.Roots) && Statics.IsSupersetOf(other.Statics) && Made.IsSupersetOf(other.Made) && (IsLazy || !other.IsLazy)
            && (Taint is not null || other.Taint is null) && other.Members.All(pair => Find(pair.Member) is { } same && same.Covers(pair.Shape));
    }

    private Shape? Find(ISymbol? member)
    {
        foreach (var (candidate, shape) in Members)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, member))
                return shape;
        }

        return null;
    }

    private static readonly ImmutableHashSet<RootPath> NoRoots = [];

    private static readonly ImmutableHashSet<ISymbol> NoSymbols = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    private static readonly ImmutableHashSet<ITypeSymbol?> NoTypes = ImmutableHashSet.Create<ITypeSymbol?>(SymbolEqualityComparer.Default);
}
