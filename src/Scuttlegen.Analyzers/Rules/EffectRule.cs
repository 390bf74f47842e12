using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Entries;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// A rule that reports every place in an entry point that leads to one category of effect. A rule of its own is a
/// descriptor, a category and general advice; the message takes entry point, API, path and advice. <see cref="EffectAnalyzer"/> runs them all.
/// </summary>
internal abstract class EffectRule(DiagnosticDescriptor descriptor, EffectCategory category, string advice)
{
    /// <summary>Set on diagnostics whose sink is in the entry point itself: only those can be fixed in place.</summary>
    public const string DirectProperty = "Direct";

    public DiagnosticDescriptor SupportedDiagnostic { get; } = descriptor;

    /// <summary>Reports those findings in the entry point that are of the rule's category.</summary>
    public void Report(ImmutableArray<Finding> findings, ISymbol entry, string word, SymbolAnalysisContext context)
    {
        foreach (var finding in findings)
        {
            if ((finding.Effect.Category & category) != 0 && Concerns(entry))
                context.ReportDiagnostic(DiagnosticOf(finding, entry, word));
        }
    }

    /// <summary>Whether the rule is about this entry point.</summary>
    private protected virtual bool Concerns(ISymbol entry) => true;

    private Diagnostic DiagnosticOf(Finding finding, ISymbol member, string word)
    {
        var entry = $"{word} '{EntryPoints.NameOf(member)}'";
        var effect = finding.Effect;
        var instead = effect.Advice.Length == 0 ? advice : effect.Advice;

        // A verifier has no context; the update says when it was made, and everything else has to come in the action.
        var hasContext = word is not (EntryPoints.Verifier or EntryPoints.Merge or EntryPoints.Asserted or EntryPoints.Initial);
        if (instead.StartsWith("context.", StringComparison.Ordinal))
        {
            instead = word switch
            {
                EntryPoints.Verifier when instead.StartsWith("context.Timestamp", StringComparison.Ordinal) => $"'update{instead["context".Length..]}'",
                EntryPoints.Verifier => "what the action carries",
                EntryPoints.Initial => "a value that is written here",
                _ when hasContext => $"'{instead}'",
                _ => "a value that is passed in",
            };
        }

        var properties = finding.IsDirect && hasContext ? ImmutableDictionary<string, string?>.Empty.Add(DirectProperty, "") : ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            SupportedDiagnostic, Sites.LocationOf(finding.Site), [effect.Sink.GetLocation()], properties, entry, effect.Name, finding.Path, instead);
    }
}
