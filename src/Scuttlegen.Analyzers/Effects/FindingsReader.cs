using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Entries;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>Turns summaries into places: the entry point's source, with its local functions, is searched for what leads to effects.</summary>
internal sealed class FindingsReader(EffectEngine engine, EntryPoints? entries)
{
    public ImmutableArray<Finding> Read(ISymbol entry, CancellationToken cancellation)
    {
        var best = new Dictionary<(SyntaxNode Site, EffectCategory Category, string Group), (Trace Trace, string Path)>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { entry };
        var pending = new Queue<(ISymbol Member, string Prefix)>();
        pending.Enqueue((entry, ""));
        while (pending.Count > 0)
        {
            var (member, prefix) = pending.Dequeue();
            var here = prefix + NameOf(member);
            var facts = engine.FactsOf(member, cancellation);
            foreach (var effect in facts.Effects)
                Offer(effect.Sink, new Trace(member, effect), $"{here} → {effect.Name}");
            OfferFlow(member, prefix);
            foreach (var call in facts.Calls)
            {
                if (IsWithin(call.Callee, entry))
                {
                    if (seen.Add(call.Callee))
                        pending.Enqueue((call.Callee, here + " → "));
                    continue;
                }

                foreach (var trace in engine.Summarize(call.Callee, cancellation).Effects)
                {
                    // What leads back into the entry point is reported where it stands there.
                    if ((trace.Effect.Category & call.Told) == 0 && !trace.Passes(entry))
                        Offer(call.Site, new Trace(member, trace), $"{here} → {trace.Path}");
                }
            }
        }

        // Who counts up a static reads it, too; that is one mistake.
        var written = best.Where(static pair => pair.Key.Category == EffectCategory.StaticWrite).Select(static pair => pair.Key).ToList();
        foreach (var read in best.Keys.Where(static key => key.Category == EffectCategory.StaticRead).ToList())
        {
            if (written.Exists(write => write.Site == read.Site || write.Group == read.Group || write.Site.Contains(read.Site)))
                best.Remove(read);
        }

        return best
            .OrderBy(pair => pair.Key.Site.SpanStart)
            .ThenBy(pair => pair.Key.Site.Span.Length)
            .ThenBy(pair => pair.Key.Category)
            .ThenBy(pair => pair.Key.Group, StringComparer.Ordinal)
            .Select(pair => new Finding(pair.Key.Site, pair.Value.Trace.Effect, pair.Value.Path))
            .ToImmutableArray();

        void OfferFlow(ISymbol member, string prefix)
        {
            var flow = engine.FlowOf(member, cancellation);
            foreach (var finding in flow.Findings)
                Offer(finding.Site, finding.Trace, PathOf(prefix, finding.Trace));
            // What a local function does with its arguments is told where it is called.
            var word = entry is IMethodSymbol method ? entries?.WordFor(method) : null;
            if (!SymbolEqualityComparer.Default.Equals(member, entry) || word == EntryPoints.Asserted)
                return;
            foreach (var condition in flow.Conditions)
            {
                if ((condition.Root.Root is IParameterSymbol { Ordinal: < 2 } || (word == EntryPoints.Merge && condition.Root.Root is INamedTypeSymbol)) && condition.Trace.Effect.Category is EffectCategory.InputMutation or EffectCategory.Recursion)
                    Offer(condition.Site, condition.Trace, PathOf(prefix, condition.Trace));
            }
        }

        void Offer(SyntaxNode site, Trace trace, string path)
        {
            var key = (site, trace.Effect.Category, trace.Effect.Group.FullName());
            if (!best.TryGetValue(key, out var other) || trace.CompareTo(other.Trace) < 0)
                best[key] = (trace, path);
        }
    }

    private static string PathOf(string prefix, Trace trace) => $"{prefix}{NameOf(trace.Member)} → {trace.Rest?.Path ?? trace.Effect.Name}";

    // An accessor goes by the name of its property.
    private static string NameOf(ISymbol member) => (member as IMethodSymbol)?.AssociatedSymbol?.Name ?? member.Name;

    private static bool IsWithin(ISymbol member, ISymbol entry)
    {
        if (SymbolEqualityComparer.Default.Equals(member, entry))
            return true;
        if (member is not IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return false;
        for (var container = member.ContainingSymbol; container is not null; container = container.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(container, entry))
                return true;
        }

        return false;
    }
}
