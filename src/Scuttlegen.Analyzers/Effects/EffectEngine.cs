using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.Flow;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// The effects of every member that an entry point reaches, computed when asked for and once per compilation. All rules
/// share one engine. Safe for use by many threads: two may work out the same member, and find the same.
/// </summary>
internal sealed class EffectEngine
{
    /// <summary>Shapes and traces grow only so far, and what a summary holds is bounded: cycles of hundreds of members come to rest in six rounds or so. This is for what no analysis of ours should meet.</summary>
    private const int MaxRounds = 12;

    private static readonly ConditionalWeakTable<Compilation, EffectEngine> Engines = new();

    private readonly Dispatch _dispatch;
    private readonly FactsReader _reader;
    private readonly FlowContext _flowContext;
    private readonly ConcurrentDictionary<ISymbol, MethodFacts> _facts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, MethodSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, FlowSummary> _flows = new(SymbolEqualityComparer.Default);
    private readonly object _publishing = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Finding>> _findings = new(SymbolEqualityComparer.Default);

    private EffectEngine(Compilation compilation, AnalyzerOptions? options)
    {
        var bodies = Bodies.For(compilation);
        var apis = new Apis(AllowList.TableFor(options));
        _dispatch = new Dispatch(compilation, bodies);
        _reader = new FactsReader(bodies, _dispatch, compilation, apis);
        _flowContext = new FlowContext(bodies, _dispatch, new Statics(compilation, bodies, apis), EntryPoints.For(compilation), apis);
    }

    /// <summary>The engine that all rules share for <paramref name="compilation"/>; it lives as long as that does. The options are the same for all of them.</summary>
    public static EffectEngine For(Compilation compilation, AnalyzerOptions? options = null) =>
        Engines.TryGetValue(compilation, out var engine) ? engine : Engines.GetValue(compilation, key => new EffectEngine(key, options));

    /// <summary>What the member's own source says.</summary>
    public MethodFacts FactsOf(ISymbol member, CancellationToken cancellation) =>
        _facts.TryGetValue(member, out var facts) ? facts : _facts.GetOrAdd(member, _reader.Read(member, cancellation));

    /// <summary>The places in an entry point's own source that lead to effects, one per place, category and API.</summary>
    public ImmutableArray<Finding> FindingsIn(ISymbol entry, CancellationToken cancellation)
    {
        var member = entry is IMethodSymbol method ? Dispatch.Normalize(method) : entry.OriginalDefinition;
        return _findings.TryGetValue(member, out var findings) ? findings : _findings.GetOrAdd(member, new FindingsReader(this, _flowContext.Entries).Read(member, cancellation));
    }

    /// <summary>
    /// What running <paramref name="root"/> may do. The least fixpoint over everything that it reaches: a member's effects are its own and those of
    /// whatever it uses, each by the least trace. There is one such fixpoint, so neither recursion nor the order of visits shows.
    /// </summary>
    public MethodSummary Summarize(ISymbol root, CancellationToken cancellation)
    {
        if (_summaries.TryGetValue(root, out var known))
            return known;

        var members = CalleesFirst(root, cancellation);
        // While these were gathered, another thread may have published some. What it published together, cycles above all, is left out together: half a cycle would look like none.
        lock (_publishing)
            members.RemoveAll(_summaries.ContainsKey);
        var flows = FlowsOf(members, cancellation);
        var working = new Dictionary<ISymbol, Dictionary<EffectKey, Trace>>(SymbolEqualityComparer.Default);
        foreach (var member in members)
            working.Add(member, OwnEffects(member, flows[member], cancellation));
        bool grew;
        do
        {
            grew = false;
            foreach (var member in members)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var call in FactsOf(member, cancellation).Calls)
                    grew |= Inherit(working, member, call);
            }
        }
        while (grew);

        var summaries = members.ConvertAll(member => new MethodSummary(working[member].Values.OrderBy(trace => trace).ToImmutableArray()));
        lock (_publishing)
        {
            for (var index = 0; index < members.Count; index++)
            {
                // Whoever finds a summary finds the flow, too.
                _flows.TryAdd(members[index], flows[members[index]]);
                _summaries.TryAdd(members[index], summaries[index]);
            }
        }

        return _summaries[root];
    }

    /// <summary>What the member does with the objects it is given.</summary>
    public FlowSummary FlowOf(ISymbol member, CancellationToken cancellation)
    {
        Summarize(member, cancellation);
        return _flows[member];
    }

    /// <summary>The least fixpoint of the flows: a member is run again as long as what it uses turns out to do more.</summary>
    private Dictionary<ISymbol, FlowSummary> FlowsOf(List<ISymbol> members, CancellationToken cancellation)
    {
        var cycles = new Cycles(members, member => FactsOf(member, cancellation).Calls.Select(static call => call.Callee));
        var recursion = RecursionIn(members, cycles, cancellation);
        var flows = new Dictionary<ISymbol, FlowSummary>(SymbolEqualityComparer.Default);
        foreach (var member in members)
            flows.Add(member, FlowSummary.Nothing);
        foreach (var component in cycles.CalleesFirst)
        {
            var cycle = SourceOrder.CalleesFirst(component, member => FactsOf(member, cancellation).Calls.Select(static call => call.Callee));
            for (var round = 0; round < MaxRounds; round++)
            {
                var grew = false;
                var last = new List<FlowSummary>(cycle.Count);
                foreach (var member in cycle)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var known = flows[member];
                    var found = Run(member, recursion, Known, cancellation);
                    last.Add(found);
                    if (round > 0 && known.Covers(found))
                        continue;
                    flows[member] = known.Or(found);
                    grew = true;
                }

                if (!grew)
                {
                    // Each was found from all that the others may do, and so is enough; what was gathered on the way may say more than is so.
                    for (var index = 0; index < cycle.Count; index++)
                        flows[cycle[index]] = last[index];
                    break;
                }

                if (cycle.Count == 1 && !cycles.IsRecursive(cycle[0], cycle[0]))
                    break;
            }
        }

        return flows;

        FlowSummary Known(ISymbol callee) =>
            flows.TryGetValue(callee, out var unfinished) ? unfinished : _flows.TryGetValue(callee, out var finished) ? finished : FlowSummary.Nothing;
    }

    /// <summary>The calls that lead back, but those of cycles in which somebody asks whether there is stack left: where one member of a cycle does, each turn asks.</summary>
    private RecursiveCalls RecursionIn(List<ISymbol> members, Cycles cycles, CancellationToken cancellation)
    {
        var guards = new HashSet<ISymbol>(members.Where(member => cycles.IsInCycle(member) && StackGuard.IsIn(member, _flowContext.Bodies, cancellation)), SymbolEqualityComparer.Default);
        var unguarded = guards.Count == 0 ? cycles : Cycles.Of(members, member => CallsOf(member).Select(static call => call.Callee));
        return new RecursiveCalls(unguarded, CallsOf, _dispatch.IsHeldThroughBase);

        IEnumerable<Call> CallsOf(ISymbol member) => guards.Contains(member) ? [] : FactsOf(member, cancellation).Calls;
    }

    private FlowSummary Run(ISymbol member, RecursiveCalls recursion, Func<ISymbol, FlowSummary> known, CancellationToken cancellation)
    {
        try
        {
            return new Interpreter(_flowContext, member, FactsOf(member, cancellation), known, callee => recursion.IsRecursive(member, callee), cancellation).Run();
        }
        catch (InsufficientExecutionStackException)
        {
            // An expression of thousands of operands: written by a machine, and no place where objects are handed around. What its members do is known all the same.
            return FlowSummary.Nothing;
        }
    }

    private Dictionary<EffectKey, Trace> OwnEffects(ISymbol member, FlowSummary flow, CancellationToken cancellation)
    {
        var effects = new Dictionary<EffectKey, Trace>();
        foreach (var effect in FactsOf(member, cancellation).Effects)
            Offer(effects, new Trace(member, effect));
        foreach (var finding in flow.Findings)
            Offer(effects, finding.Trace);
        return effects;
    }

    private bool Inherit(Dictionary<ISymbol, Dictionary<EffectKey, Trace>> working, ISymbol member, Call call)
    {
        var grew = false;
        // Recursion straight into itself adds only longer traces; and the dictionary must not change while it is walked.
        if (SymbolEqualityComparer.Default.Equals(call.Callee, member))
            return false;
        IEnumerable<Trace> traces = working.TryGetValue(call.Callee, out var unfinished) ? unfinished.Values : _summaries[call.Callee].Effects;
        foreach (var trace in traces)
        {
            if ((trace.Effect.Category & call.Told) == 0)
                grew |= Offer(working[member], new Trace(member, trace));
        }

        return grew;
    }

    private static bool Offer(Dictionary<EffectKey, Trace> effects, Trace trace)
    {
        var key = new EffectKey(trace.Effect.Category, trace.Effect.Group);
        if (effects.TryGetValue(key, out var best) && best.CompareTo(trace) <= 0)
            return false;
        effects[key] = trace;
        return true;
    }

    /// <summary>Everything that <paramref name="root"/> reaches and that has no summary yet, callees before callers as far as cycles allow.</summary>
    private List<ISymbol> CalleesFirst(ISymbol root, CancellationToken cancellation)
    {
        var order = new List<ISymbol>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { root };
        var pending = new Stack<(ISymbol Member, int Next)>();
        pending.Push((root, 0));
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var (member, next) = pending.Pop();
            var calls = FactsOf(member, cancellation).Calls;
            if (next == calls.Length)
            {
                order.Add(member);
                continue;
            }

            pending.Push((member, next + 1));
            var callee = calls[next].Callee;
            if (!_summaries.ContainsKey(callee) && seen.Add(callee))
                pending.Push((callee, 0));
        }

        return order;
    }

    /// <summary>What counts as one effect in a summary.</summary>
    private readonly record struct EffectKey(EffectCategory Category, ISymbol Group)
    {
        public bool Equals(EffectKey other) => Category == other.Category && SymbolEqualityComparer.Default.Equals(Group, other.Group);

        public override int GetHashCode() => ((int)Category * 397) ^ SymbolEqualityComparer.Default.GetHashCode(Group);
    }
}
