using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// A rule on the operations of reducers and of the helpers they call. It reports at the reducer's own line, with the operation itself as
/// additional location; the message begins with the entry point, and ends with the path. <see cref="ReducerAnalyzer"/> runs them all.
/// </summary>
internal abstract class ReducerRule(DiagnosticDescriptor descriptor, bool needsCrdts)
{
    public DiagnosticDescriptor SupportedDiagnostic { get; } = descriptor;

    public bool NeedsCrdts { get; } = needsCrdts;

    /// <summary>Looks at one of the <see cref="Body.Steps"/> of the entry point or of a helper.</summary>
    public abstract void Visit(IOperation operation, Frame frame, Reading reading);

    /// <summary>Whether the rule is about this kind of entry point.</summary>
    public virtual bool Concerns(string word) => true;

    /// <summary>One entry point being looked at.</summary>
    public sealed class Reading(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, string entry, CrdtTypes? crdts, ValueReader values)
    {
        private readonly HashSet<(SyntaxNode, string)> _reported = [];

        public CrdtTypes? Crdts { get; } = crdts;

        public ValueReader Values { get; } = values;

        public StateTypes States => StateTypes.For(context.Compilation);

        public CancellationToken Cancellation => context.CancellationToken;

        public List<(IOperation Operation, Frame Frame)> SourcesOf(IOperation value, Frame frame) => Values.SourcesOf(value, frame, Cancellation);

        public Roots RootsOf(IOperation value, Frame frame) => Values.RootsOf(value, frame, Cancellation);

        public void Report(IOperation at, Frame frame, string sink, params string[] more)
        {
            var site = frame.SiteOf(at).Syntax;
            if (_reported.Add((site, sink)))
                context.ReportDiagnostic(Diagnostic.Create(descriptor, Sites.LocationOf(site), [at.Syntax.GetLocation()], [entry, sink, frame.PathTo(sink), .. more]));
        }

        public void Report(IOperation at, Frame frame, ISymbol sink, params string[] more) => Report(at, frame, MemberNames.Of(sink), more);
    }
}
