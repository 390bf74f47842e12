using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// A rule on the operations of reducers and of the helpers they call. It reports at the reducer's own line, with the operation itself as
/// additional location; the message begins with the entry point, and ends with the path.
/// </summary>
public abstract class ReducerRule : DiagnosticAnalyzer
{
    private const int MaxFrames = 100;

    private readonly DiagnosticDescriptor _descriptor;
    private readonly bool _needsCrdts;

    private protected ReducerRule(DiagnosticDescriptor descriptor, bool needsCrdts)
    {
        _descriptor = descriptor;
        _needsCrdts = needsCrdts;
        SupportedDiagnostics = [descriptor];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(start =>
        {
            var crdts = CrdtTypes.In(start.Compilation);
            if ((crdts is not null || !_needsCrdts) && EntryPoints.For(start.Compilation) is { } entries)
                start.RegisterSymbolAction(symbol => Analyze(symbol, entries, crdts), SymbolKind.Method);
        });
    }

    /// <summary>Looks at one of the <see cref="Body.Steps"/> of the entry point or of a helper.</summary>
    private protected abstract void Visit(IOperation operation, Frame frame, Reading reading);

    /// <summary>Whether the rule is about this kind of entry point.</summary>
    private protected virtual bool Concerns(string word) => true;

    private void Analyze(SymbolAnalysisContext context, EntryPoints entries, CrdtTypes? crdts)
    {
        // A partial method is looked at once, where its body is.
        if (context.Symbol is not IMethodSymbol { PartialDefinitionPart: null } declared || entries.WordFor(declared) is not { } word || !Concerns(word))
            return;
        var method = declared.PartialImplementationPart ?? declared;
        var values = ValueReader.For(context.Compilation);
        if (values.FrameOf(method, context.CancellationToken) is not { } frame)
            return;
        var reading = new Reading(context, _descriptor, $"{word} '{method.Name}'", crdts, values);
        var frames = MaxFrames;
        Visit(frame, reading, entries, ref frames);
    }

    private void Visit(Frame frame, Reading reading, EntryPoints entries, ref int frames)
    {
        foreach (var operation in frame.Body.Steps)
        {
            reading.Cancellation.ThrowIfCancellationRequested();
            Visit(operation, frame, reading);
            // An entry point that is called is reported where it is declared.
            if (operation is IInvocationOperation call && entries.WordFor(call.TargetMethod.OriginalDefinition) is null
                && reading.Values.Enter(call, frame, reading.Cancellation) is { } callee && --frames > 0)
                Visit(callee, reading, entries, ref frames);
        }
    }

    /// <summary>One entry point being looked at.</summary>
    private protected sealed class Reading(SymbolAnalysisContext context, DiagnosticDescriptor descriptor, string entry, CrdtTypes? crdts, ValueReader values)
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
