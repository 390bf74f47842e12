using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.Commutation;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT5002: a reducer that commutes, and does not say so.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommutationHintRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.CommutesCouldBeDeclared,
        "A reducer that commutes could declare it",
        "Reducer '{0}' commutes; [Reducer(Commutes = true)] would spare replays",
        RuleDescriptor.Commutation,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A late update makes peers replay what comes after it. Where all reducers of its action commute and say so, it is applied in place instead.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.CommutesCouldBeDeclared));

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
        if (context.Symbol is not IMethodSymbol { PartialDefinitionPart: null } method || Entry.Of(method) is not { IsGuard: false, Commutes: false } reducer || IsLocal(reducer.Action))
            return;
        var index = ReducerIndex.For(context.Compilation);

        // One that changes nothing gains nothing; and the body alone mostly settles it.
        if (!index.IsObstructed(method, context.CancellationToken)
            && index.ReadingOf(method, context.CancellationToken).Touches.Any(touch => touch.Kind == TouchKind.Join)
            && CommutationProof.ObstaclesOf(reducer, index, context.CancellationToken).IsEmpty
            // Of one that other rules reject, first things first.
            && EffectEngine.For(context.Compilation, context.Options).FindingsIn(method, context.CancellationToken).IsEmpty)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], method.Name));
        }
    }

    private static bool IsLocal(ITypeSymbol action) => action.GetAttributes().Any(data => Entry.IsOurs(data.AttributeClass, "LocalActionAttribute"));
}
