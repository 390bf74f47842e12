using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// Runs all rules on effects. They are one analyser, as the compiler shows each method of the program to each analyser: with one for each rule, that cost more than what the
/// rules do.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EffectAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<EffectRule> Rules =
    [
        new AmbientStateRule(),
        new ClockRule(),
        new ConcurrencyRule(),
        new CultureRule(),
        new EnvironmentRule(),
        new FloatingPointRule(),
        new HashCodeRule(),
        new IdentityRule(),
        new InputMutationRule(),
        new InputOutputRule(),
        new LazyEscapeRule(),
        new LocalSliceRule(),
        new MutableEscapeRule(),
        new OverflowContextRule(),
        new RandomnessRule(),
        new RecursionRule(),
        new ReflectionRule(),
        new RegexTimeoutRule(),
        new SerializerRule(),
        new StackTraceRule(),
        new StaticReadRule(),
        new StaticWriteRule(),
        new TimeZoneRule(),
        new UnorderedEnumerationRule(),
        new UnsafeMemoryRule(),
        new UnstableSortRule(),
        new UnverifiedCallRule(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(static rule => rule.SupportedDiagnostic)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Generated reducers' helpers are followed; nobody can act on a report inside generated code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(static start =>
        {
            // By symbol, not by operation: so the driver need not read every body of the program on behalf of the rules.
            if (EntryPoints.For(start.Compilation) is { } entries)
                start.RegisterSymbolAction(symbol => Analyze(symbol, entries), SymbolKind.Method, SymbolKind.Field);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, EntryPoints entries)
    {
        var entry = context.Symbol;
        var word = default(string);
        if (entry is IFieldSymbol field)
            word = entries.WordFor(field);
        // A partial method is looked at once, where its body is.
        else if (entry is IMethodSymbol { PartialDefinitionPart: null } declared && (word = entries.WordFor(declared)) is not null)
            entry = declared.PartialImplementationPart ?? declared;
        if (word is null)
            return;
        var findings = EffectEngine.For(context.Compilation, context.Options).FindingsIn(entry, context.CancellationToken);
        foreach (var rule in findings.IsEmpty ? [] : Rules)
            rule.Report(findings, entry, word, context);
    }
}
