using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// The effects of every member that an entry point reaches, computed when asked for and once per compilation. All rules
/// share one engine. Safe for use by many threads: two may work out the same member, and find the same.
/// </summary>
internal sealed class EffectEngine
{
    private static readonly ConditionalWeakTable<Compilation, EffectEngine> Engines = new();

    private readonly Bodies _bodies;
    private readonly FactsReader _reader;
    private readonly ConcurrentDictionary<ISymbol, MethodFacts> _facts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, MethodSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Finding>> _findings = new(SymbolEqualityComparer.Default);

    private EffectEngine(Compilation compilation)
    {
        _bodies = new Bodies(compilation);
        _reader = new FactsReader(_bodies, new Dispatch(compilation, _bodies));
    }

    /// <summary>The engine that all rules share for <paramref name="compilation"/>; it lives as long as that does.</summary>
    public static EffectEngine For(Compilation compilation) => Engines.GetValue(compilation, static key => new EffectEngine(key));

    /// <summary>The bodies of this compilation, bound once for all rules.</summary>
    public Bodies Bodies => _bodies;

    /// <summary>What the member's own source says.</summary>
    public MethodFacts FactsOf(ISymbol member, CancellationToken cancellation) =>
        _facts.TryGetValue(member, out var facts) ? facts : _facts.GetOrAdd(member, _reader.Read(member, cancellation));

    /// <summary>The places in an entry point's own source that lead to effects, one per place, category and API.</summary>
    public ImmutableArray<Finding> FindingsIn(IMethodSymbol entry, CancellationToken cancellation)
    {
        var method = Dispatch.Normalize(entry);
        return _findings.TryGetValue(method, out var findings) ? findings : _findings.GetOrAdd(method, new FindingsReader(this).Read(method, cancellation));
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
        var working = new Dictionary<ISymbol, Dictionary<EffectKey, Trace>>(SymbolEqualityComparer.Default);
        foreach (var member in members)
            working.Add(member, OwnEffects(member, cancellation));
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

        foreach (var member in members)
            _summaries.TryAdd(member, new MethodSummary(working[member].Values.OrderBy(trace => trace).ToImmutableArray()));
        return _summaries[root];
    }

    private Dictionary<EffectKey, Trace> OwnEffects(ISymbol member, CancellationToken cancellation)
    {
        var effects = new Dictionary<EffectKey, Trace>();
        foreach (var effect in FactsOf(member, cancellation).Effects)
            Offer(effects, new Trace(member, effect));
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
