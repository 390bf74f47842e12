using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT0021: a line of <c>ScuttlegenApis.txt</c> says nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllowListRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.AllowListUnreadable,
        "A line of ScuttlegenApis.txt must be readable",
        "This line counts for nothing: {0}",
        RuleDescriptor.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "ScuttlegenApis.txt says of members whose source is elsewhere whether reducers may use them. A line that cannot be read would silently leave a call unverified, or let one pass that should not.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.AllowListUnreadable));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!AllowList.IsAllowList(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        foreach (var (line, _, problem) in AllowList.ReadLines(text))
        {
            if (problem is not null)
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span)), problem));
        }
    }
}
