using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>SCUT3007: a gossiped action can be derived from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActionUnsealedRule : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ActionUnsealed,
        "Actions should be sealed",
        "The action '{0}' is not sealed: one of a derived type would be encoded as '{0}', so peers would not get what its author reduced; declare it sealed",
        RuleDescriptor.Wire,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An action travels as its declared type. What a derived type adds or overrides is lost on the way.",
        helpLinkUri: RuleDescriptor.HelpLink(RuleIds.ActionUnsealed));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        // An abstract or static type is no action at all, which is SCUT3002's to say.
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: false, IsAbstract: false, IsStatic: false } type)
            return;
        foreach (var data in type.GetAttributes())
        {
            if (!Marks.Is(data, "GossipActionAttribute"))
                continue;
            // The part that carries the attribute is the user's; another may be generated.
            var marked = data.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, marked?.Identifier.GetLocation() ?? type.Locations[0], type.Name));
            return;
        }
    }
}
