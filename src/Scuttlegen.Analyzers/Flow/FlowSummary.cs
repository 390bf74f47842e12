using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Language;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What a member does with the objects it is given, as far as a caller has to know.</summary>
internal sealed class FlowSummary(
    Shape returns,
    ImmutableArray<FlowFinding> findings,
    ImmutableArray<Condition> conditions,
    ImmutableArray<StoredValue> stores,
    ImmutableArray<(ISymbol Variable, Shape Shape)> assigned,
    ImmutableArray<Invocation> invocations,
    bool draws = false)
{
    // What a caller has to know of a member is bounded: of more, the nearest are kept. Members that honest reducers use have a handful.
    private const int MaxConditions = 48;
    private const int MaxStores = 32;
    private const int MaxInvocations = 16;

    public static readonly FlowSummary Nothing = new(Shape.None, [], [], [], [], []);

    /// <summary>Whether it takes the next of the context's draws.</summary>
    public bool Draws { get; } = draws;

    public Shape Returns { get; } = returns;

    /// <summary>Effects that hold whoever calls it.</summary>
    public ImmutableArray<FlowFinding> Findings { get; } = findings;

    /// <summary>Effects that it has if what it was given comes from the state, from an unordered collection, and so on.</summary>
    public ImmutableArray<Condition> Conditions { get; } = conditions;

    /// <summary>What it puts into objects that it was given.</summary>
    public ImmutableArray<StoredValue> Stores { get; } = stores;

    /// <summary>What it leaves in <c>ref</c> and <c>out</c> parameters and in captured variables.</summary>
    public ImmutableArray<(ISymbol Variable, Shape Shape)> Assigned { get; } = assigned;

    /// <summary>The delegates it was given and calls.</summary>
    public ImmutableArray<Invocation> Invocations { get; } = invocations;

    /// <summary>This, and what <paramref name="other"/> says beyond it. The least trace to each effect is kept.</summary>
    public FlowSummary Or(FlowSummary other)
    {
        if (ReferenceEquals(this, Nothing))
            return other;
        var found = new Dictionary<(SyntaxNode, EffectCategory, Sym), FlowFinding>();
        foreach (var finding in Findings.Concat(other.Findings))
        {
            var key = (finding.Site, finding.Trace.Effect.Category, new Sym(finding.Trace.Effect.Group));
            if (!found.TryGetValue(key, out var known) || finding.Trace.CompareTo(known.Trace) < 0)
                found[key] = finding;
        }

        var held = new Dictionary<ConditionKey, Condition>();
        foreach (var condition in Conditions.Concat(other.Conditions))
        {
            var key = new ConditionKey(condition);
            if (!held.TryGetValue(key, out var known) || condition.Trace.CompareTo(known.Trace) < 0)
                held[key] = condition;
        }

        var stores = Stores.ToList();
        foreach (var store in other.Stores)
        {
            if (!stores.Exists(known => known.Covers(store)))
                stores.Add(store);
        }

        var assigned = Assigned.ToList();
        foreach (var (variable, shape) in other.Assigned)
        {
            var index = assigned.FindIndex(pair => SymbolEqualityComparer.Default.Equals(pair.Variable, variable));
            if (index < 0)
                assigned.Add((variable, shape));
            else
                assigned[index] = (variable, assigned[index].Shape.Or(shape));
        }

        var invocations = Invocations.ToList();
        foreach (var invocation in other.Invocations)
        {
            if (!invocations.Exists(known => known.Covers(invocation)))
                invocations.Add(invocation);
        }

        return new FlowSummary(
            Returns.Or(other.Returns),
            found.Values.ToImmutableArray(),
            Least(held.Values, MaxConditions),
            stores.Take(MaxStores).ToImmutableArray(),
            assigned.ToImmutableArray(),
            invocations.Take(MaxInvocations).ToImmutableArray(),
            Draws || other.Draws);
    }

    /// <summary>Whether a caller that knows this learns nothing from <paramref name="other"/>, or nothing that there is room for.</summary>
    public bool Covers(FlowSummary other) =>
        Returns.Covers(other.Returns)
        && (Draws || !other.Draws)
        && CoversFindings(other)
        && CoversConditions(other)
        && (Stores.Length == MaxStores || other.Stores.All(store => Stores.Any(known => known.Covers(store))))
        && other.Assigned.All(pair => Assigned.Any(known => SymbolEqualityComparer.Default.Equals(known.Variable, pair.Variable) && known.Shape.Covers(pair.Shape)))
        && (Invocations.Length == MaxInvocations || other.Invocations.All(invocation => Invocations.Any(known => known.Covers(invocation))));

    private static ImmutableArray<Condition> Least(ICollection<Condition> conditions, int count) =>
        conditions.Count <= count ? conditions.ToImmutableArray() : conditions.OrderBy(static condition => condition.Trace).Take(count).ToImmutableArray();

    private bool CoversFindings(FlowSummary other)
    {
        if (other.Findings.IsEmpty)
            return true;
        var known = new HashSet<(SyntaxNode, EffectCategory, Sym)>(Findings.Select(static finding => (finding.Site, finding.Trace.Effect.Category, new Sym(finding.Trace.Effect.Group))));
        return other.Findings.All(finding => known.Contains((finding.Site, finding.Trace.Effect.Category, new Sym(finding.Trace.Effect.Group))));
    }

    private bool CoversConditions(FlowSummary other)
    {
        if (other.Conditions.IsEmpty || Conditions.Length == MaxConditions)
            return true;
        var known = new HashSet<ConditionKey>(Conditions.Select(static condition => new ConditionKey(condition)));
        return other.Conditions.All(condition => known.Contains(new ConditionKey(condition)));
    }

    private readonly record struct ConditionKey(EffectCategory Category, RootPath Root, Sym Group, bool Commutes, TypeUse Use)
    {
        public ConditionKey(Condition condition)
            : this(condition.Trace.Effect.Category, condition.Root, new Sym(condition.Trace.Effect.Group), condition.Commutes, condition.Use)
        {
        }
    }
}

/// <summary>An effect at a place in the member's own source.</summary>
/// <param name="Site">The place.</param>
/// <param name="Trace">From the member to the effect.</param>
internal sealed record FlowFinding(SyntaxNode Site, Trace Trace);

/// <summary>An effect that the member has if what a root stands for is not the caller's own.</summary>
/// <param name="Root">The objects it is about.</param>
/// <param name="Site">The place in the member's own source.</param>
/// <param name="Trace">From the member to the effect.</param>
/// <param name="Use">For a root that is a type parameter: it holds for types that are used so.</param>
/// <param name="Commutes">For a change: several of them come to the same in whatever order they happen.</param>
internal sealed record Condition(RootPath Root, SyntaxNode Site, Trace Trace, bool Commutes = false, TypeUse Use = default);

/// <summary>What a member put into an object that it was given.</summary>
internal sealed record StoredValue(RootPath Root, ISymbol? Member, Shape Shape)
{
    public bool Covers(StoredValue other) =>
        Root.Equals(other.Root) && SymbolEqualityComparer.Default.Equals(Member, other.Member) && Shape.Covers(other.Shape);
}

/// <summary>A call of a delegate that the member was given.</summary>
/// <param name="Root">The parameter or captured variable that holds the delegate.</param>
/// <param name="Arguments">What the delegate is called with.</param>
/// <param name="Order">The parameter in whose order it is called.</param>
internal sealed record Invocation(ISymbol Root, ImmutableArray<Shape> Arguments, ISymbol? Order)
{
    public bool Covers(Invocation other) =>
        SymbolEqualityComparer.Default.Equals(Root, other.Root) && SymbolEqualityComparer.Default.Equals(Order, other.Order) && Arguments.Length == other.Arguments.Length
        && Arguments.Zip(other.Arguments, static (mine, theirs) => mine.Covers(theirs)).All(static covers => covers);
}
