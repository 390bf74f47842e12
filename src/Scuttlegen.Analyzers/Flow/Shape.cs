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
    private const int Depth = 3;

    /// <summary>How many places of one value are told apart; graphs in which everything leads everywhere are folded from there on.</summary>
    private const int MaxPlaces = 500;

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

    public static Shape Of(Value value, FlowState state) => new Reading(state).Of(value, 0, []);

    /// <summary>
    /// Reads one shape. Objects that share what they hold make many ways to the same place; each place is read once for each depth, unless it leads
    /// back to where the way came from.
    /// </summary>
    private sealed class Reading(FlowState state)
    {
        private readonly Dictionary<(Value, int Depth), (Shape Shape, HashSet<Node> Below)> _known = [];
        private readonly HashSet<Node> _above = [];
        private bool _turned;
        private int _places;

        public Shape Of(Value value, int depth, HashSet<Node> below)
        {
            if (value.Nodes.IsEmpty)
                return None;
            if (_known.TryGetValue((value, depth), out var known) && !known.Below.Overlaps(_above))
            {
                below.UnionWith(known.Below);
                return known.Shape;
            }

            var turned = _turned;
            _turned = false;
            var mine = new HashSet<Node>();
            var shape = Read(value, depth, mine);
            if (!_turned)
                _known[(value, depth)] = (shape, mine);
            _turned |= turned;
            below.UnionWith(mine);
            return shape;
        }

        private Shape Read(Value value, int depth, HashSet<Node> below)
        {
            var roots = NoRoots;
            var statics = NoSymbols;
            var made = NoTypes;
            var isLazy = false;
            Taint? taint = null;
            var members = new Dictionary<ISymbol, Shape>(SymbolEqualityComparer.Default);
            var elements = None;
            var isFolded = depth == Depth || ++_places > MaxPlaces;
            foreach (var node in isFolded ? state.Reach(value).ToImmutableArray() : value.Nodes)
            {
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

                if (isFolded || node.Kind != NodeKind.Fresh)
                    continue;
                if (!_above.Add(node))
                {
                    _turned = true;
                    continue;
                }

                below.Add(node);
                foreach (var (member, held) in state.MembersOf(node))
                {
                    var shape = Of(held, depth + 1, below);
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
                        elements = elements.Or(Of(Value.Of(original.Anywhere), depth + 1, below));
                        continue;
                    }

                    foreach (var (member, held) in state.MembersOf(original))
                    {
                        var shape = Of(held, depth + 1, below);
                        if (member is null)
                            elements = elements.Or(shape);
                        else if (!members.ContainsKey(member))
                            members.Add(member, shape);
                    }
                }

                _above.Remove(node);
            }

            var all = members.Select(pair => ((ISymbol?)pair.Key, pair.Value)).ToList();
            if (!elements.IsNone)
                all.Add((null, elements));
            return new Shape(roots, statics, made, isLazy, taint, all.ToImmutableArray());
        }
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
