using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// A rule that reports every place in an entry point that leads to one category of effect. A rule of its own is a
/// descriptor, a category and general advice; the message takes entry point, API, path and advice.
/// </summary>
public abstract class EffectRule : DiagnosticAnalyzer
{
    /// <summary>Set on diagnostics whose sink is in the entry point itself: only those can be fixed in place.</summary>
    internal const string DirectProperty = "Direct";

    private readonly DiagnosticDescriptor _descriptor;
    private readonly EffectCategory _category;
    private readonly string _advice;

    private protected EffectRule(DiagnosticDescriptor descriptor, EffectCategory category, string advice)
    {
        _descriptor = descriptor;
        _category = category;
        _advice = advice;
        SupportedDiagnostics = [descriptor];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Generated reducers' helpers are followed; nobody can act on a report inside generated code.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterCompilationStartAction(start =>
        {
            // By symbol, not by operation: so the driver need not read every body of the program on behalf of the rules.
            if (EntryPoints.For(start.Compilation) is { } entries)
                start.RegisterSymbolAction(symbol => Analyze(symbol, entries), SymbolKind.Method, SymbolKind.Field);
        });
    }

    private void Analyze(SymbolAnalysisContext context, EntryPoints entries)
    {
        var entry = context.Symbol;
        var word = default(string);
        if (entry is IFieldSymbol field)
            word = entries.WordFor(field);
        // A partial method is looked at once, where its body is.
        else if (entry is IMethodSymbol { PartialDefinitionPart: null } declared && (word = entries.WordFor(declared)) is not null)
            entry = declared.PartialImplementationPart ?? declared;
        if (word is null || !Concerns(entry))
            return;
        foreach (var finding in EffectEngine.For(context.Compilation, context.Options).FindingsIn(entry, context.CancellationToken))
        {
            if ((finding.Effect.Category & _category) != 0)
                context.ReportDiagnostic(Report(finding, entry, word));
        }
    }

    /// <summary>Whether the rule is about this entry point.</summary>
    private protected virtual bool Concerns(ISymbol entry) => true;

    private Diagnostic Report(Finding finding, ISymbol member, string word)
    {
        var entry = $"{word} '{EntryPoints.NameOf(member)}'";
        var effect = finding.Effect;
        var advice = effect.Advice.Length == 0 ? _advice : effect.Advice;

        // A verifier has no context; the update says when it was made, and everything else has to come in the action.
        var hasContext = word is not (EntryPoints.Verifier or EntryPoints.Merge or EntryPoints.Asserted or EntryPoints.Initial);
        if (advice.StartsWith("context.", StringComparison.Ordinal))
        {
            advice = word switch
            {
                EntryPoints.Verifier when advice.StartsWith("context.Timestamp", StringComparison.Ordinal) => $"'update{advice["context".Length..]}'",
                EntryPoints.Verifier => "what the action carries",
                EntryPoints.Initial => "a value that is written here",
                _ when hasContext => $"'{advice}'",
                _ => "a value that is passed in",
            };
        }

        var properties = finding.IsDirect && hasContext ? ImmutableDictionary<string, string?>.Empty.Add(DirectProperty, "") : ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            _descriptor, Sites.LocationOf(finding.Site), [effect.Sink.GetLocation()], properties, entry, effect.Name, finding.Path, advice);
    }
}
