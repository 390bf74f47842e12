using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Commutation;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT5001: a reducer that says it commutes, and is not seen to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommutationRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CommutesUnproven,
        "Reducers that declare Commutes must be proven to",
        "Reducer '{0}' is not proven to commute: {1}",
        RuleDescriptor.Commutation,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Late updates of an action whose reducers declare Commutes are applied in place, without a replay. Where their order matters after all, peers that "
            + "received them in different orders end in different states.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CommutesUnproven));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not IMethodSymbol { PartialDefinitionPart: null } method || Entry.Of(method) is not { Commutes: true } reducer)
            return;
        foreach (var obstacle in CommutationProof.ObstaclesOf(reducer, ReducerIndex.For(context.Compilation), context.CancellationToken))
        {
            var places = new List<Location> { Sites.LocationOf(obstacle.Site) };
            if (reducer.Attribute is { } attribute)
                places.Add(attribute.GetSyntax(context.CancellationToken).GetLocation());
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], places, method.Name, obstacle.Reason));
        }
    }
}
