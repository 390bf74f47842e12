using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Entries;
using Scuttlegen.Analyzers.State;
using Scuttlegen.Analyzers.Values;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>Runs all rules on the operations of reducers, along one way through each reducer and its helpers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReducerAnalyzer : DiagnosticAnalyzer
{
    private const int MaxFrames = 100;

    private static readonly ImmutableArray<ReducerRule> Rules =
    [
        new CrdtReplacedRule(),
        new DroppedResultRule(),
        new ObservedFromStateRule(),
        new ReplicaIdRule(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(static rule => rule.SupportedDiagnostic)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(static start =>
        {
            if (EntryPoints.For(start.Compilation) is not { } entries)
                return;
            var crdts = CrdtTypes.In(start.Compilation);
            var rules = Rules.RemoveAll(rule => rule.NeedsCrdts && crdts is null);
            start.RegisterSymbolAction(symbol => Analyze(symbol, rules, entries, crdts), SymbolKind.Method);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, ImmutableArray<ReducerRule> rules, EntryPoints entries, CrdtTypes? crdts)
    {
        // A partial method is looked at once, where its body is.
        if (context.Symbol is not IMethodSymbol { PartialDefinitionPart: null } declared || entries.WordFor(declared) is not { } word)
            return;
        var method = declared.PartialImplementationPart ?? declared;
        var values = ValueReader.For(context.Compilation);
        if (values.FrameOf(method, context.CancellationToken) is not { } frame)
            return;
        var readings = rules
            .Where(rule => rule.Concerns(word))
            .Select(rule => (rule, new ReducerRule.Reading(context, rule.SupportedDiagnostic, $"{word} '{method.Name}'", crdts, values)))
            .ToImmutableArray();
        var frames = MaxFrames;
        Visit(frame, readings, values, entries, ref frames, context.CancellationToken);
    }

    private static void Visit(Frame frame, ImmutableArray<(ReducerRule Rule, ReducerRule.Reading Reading)> readings, ValueReader values, EntryPoints entries, ref int frames, CancellationToken cancellation)
    {
        foreach (var operation in frame.Body.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (rule, reading) in readings)
                rule.Visit(operation, frame, reading);
            // An entry point that is called is reported where it is declared.
            if (operation is IInvocationOperation call && entries.WordFor(call.TargetMethod.OriginalDefinition) is null
                && values.Enter(call, frame, cancellation) is { } callee && --frames > 0)
                Visit(callee, readings, values, entries, ref frames, cancellation);
        }
    }
}
