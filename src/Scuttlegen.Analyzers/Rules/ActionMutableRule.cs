using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT3006: a member of a gossiped action can be changed after the action was made.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActionMutableRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ActionMutable,
        "Actions should be immutable",
        "'{0}' belongs to an action, but {1}, so what was dispatched and what a peer received can come to differ; {2}",
        RuleDescriptor.Wire,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An action is encoded when it is dispatched, and reduced again after every rewind. If it is changed in between, its author's state is not that of the peers.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ActionMutable));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeMember, SymbolKind.Property, SymbolKind.Field);
    }

    private static void AnalyzeMember(SymbolAnalysisContext context)
    {
        var member = context.Symbol;
        if (!Marks.Has(member.ContainingType, "GossipActionAttribute") || Storage.TypeOf(member) is not { } type)
            return;
        if (MutableTypes.FindInExceptArrays(type) is { } mutable)
            Report(context, $"holds a {mutable.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, which can be changed", "use " + mutable.Instead);
        else if (Storage.CanBeSet(member) && member is IPropertySymbol)
            Report(context, "can be set afterwards", "make it init-only");
        else if (Storage.CanBeSet(member) && member.DeclaredAccessibility != Accessibility.Private)
            Report(context, "can be assigned afterwards", "make it an init-only property");
    }

    private static void Report(SymbolAnalysisContext context, string reason, string advice) => context.ReportDiagnostic(
        Diagnostic.Create(Descriptor, context.Symbol.Locations[0], $"{context.Symbol.ContainingType.Name}.{context.Symbol.Name}", reason, advice));
}
