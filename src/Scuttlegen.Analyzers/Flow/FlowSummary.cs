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
        var found = new Dictionary<(SyntaxNode, EffectCategory, string), FlowFinding>();
        foreach (var finding in Findings.Concat(other.Findings))
        {
            var key = (finding.Site, finding.Trace.Effect.Category, finding.Trace.Effect.Group.FullName());
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
            Returns.Or(other.Returns), found.Values.ToImmutableArray(), held.Values.ToImmutableArray(), stores.ToImmutableArray(), assigned.ToImmutableArray(), invocations.ToImmutableArray(), Draws || other.Draws);
    }

    /// <summary>Whether a caller that knows this learns nothing from <paramref name="other"/>.</summary>
    public bool Covers(FlowSummary other) =>
        Returns.Covers(other.Returns)
        && (Draws || !other.Draws)
        && other.Findings.All(finding => Findings.Any(known => known.Site == finding.Site && known.Trace.CompareTo(finding.Trace) <= 0
            && known.Trace.Effect.Category == finding.Trace.Effect.Category && SymbolEqualityComparer.Default.Equals(known.Trace.Effect.Group, finding.Trace.Effect.Group)))
        && CoversConditions(other.Conditions)
        && other.Stores.All(store => Stores.Any(known => known.Covers(store)))
        && other.Assigned.All(pair => Assigned.Any(known => SymbolEqualityComparer.Default.Equals(known.Variable, pair.Variable) && known.Shape.Covers(pair.Shape)))
        && other.Invocations.All(invocation => Invocations.Any(known => known.Covers(invocation)));

    // There may be thousands.
    private bool CoversConditions(ImmutableArray<Condition> others)
    {
        if (others.IsEmpty)
            return true;
        var least = new Dictionary<ConditionKey, Trace>();
        foreach (var known in Conditions)
        {
            var key = new ConditionKey(known);
            if (!least.TryGetValue(key, out var trace) || known.Trace.CompareTo(trace) < 0)
                least[key] = known.Trace;
        }

        foreach (var condition in others)
        {
            if (!least.TryGetValue(new ConditionKey(condition), out var trace) || trace.CompareTo(condition.Trace) > 0)
                return false;
        }

        return true;
    }

    private readonly record struct ConditionKey(EffectCategory Category, RootPath Root, string Group)
    {
        public ConditionKey(Condition condition)
            : this(condition.Trace.Effect.Category, condition.Root, condition.Trace.Effect.Group.FullName())
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
