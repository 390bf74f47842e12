using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Generators.Binding;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Rules;

namespace Scuttlegen.Generators;

/// <summary>
/// Says why something is not generated: the rules SCUT0xxx of usage, SCUT3xxx of actions and SCUT4xxx of states. Each finding is reported while the
/// declaration it stands at is analyzed, so it is there while one types.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GossipAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotPartial,
        Descriptors.UnclaimedReducer,
        Descriptors.StoreWithoutReducers,
        Descriptors.ActionWithoutReducer,
        Descriptors.DuplicateReducer,
        Descriptors.InvalidReducer,
        Descriptors.ReducerWithoutStore,
        Descriptors.AmbiguousSlice,
        Descriptors.UnknownSlice,
        Descriptors.MissingInitialState,
        Descriptors.StateCannotBeCopied,
        Descriptors.UnsupportedStore,
        Descriptors.LocalActionOnGossipedState,
        Descriptors.GossipedActionOnLocalSlice,
        Descriptors.LocalAndGossiped,
        Descriptors.MisplacedLocalSlice,
        Descriptors.InvalidGuard,
        Descriptors.InvalidVerifier,
        Descriptors.InvalidSigner,
        Descriptors.InvalidAdmission,
        Descriptors.MemberIsGenerated,
        Descriptors.UnsupportedMember,
        Descriptors.UnsupportedAction,
        Descriptors.DuplicateKind,
        Descriptors.InvalidKind,
        Descriptors.UnsupportedUnion,
        Descriptors.StateWithoutCanonicalForm,
        Descriptors.UnsupportedCrdtState,
        Descriptors.UnsupportedCrdtMember,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Scuttlegen.GossipActionAttribute") is null) return;

            // Whether a reducer has a store, and a store its reducers, takes the whole compilation: once, when first asked for.
            var findings = new Lazy<Findings>(() => Findings.Of(start.Compilation));
            start.RegisterSymbolAction(
                symbol =>
                {
                    foreach (var diagnostic in findings.Value.At(symbol.Symbol)) symbol.ReportDiagnostic(diagnostic);
                },
                SymbolKind.NamedType,
                SymbolKind.Method);
            start.RegisterSyntaxNodeAction(AnalyzeLocalFunction, SyntaxKind.LocalFunctionStatement);
        });
    }

    // A method among top-level statements is a local function too: it looks like a reducer, and nothing can call it.
    private static void AnalyzeLocalFunction(SyntaxNodeAnalysisContext context)
    {
        var function = (LocalFunctionStatementSyntax)context.Node;
        if (function.AttributeLists.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(function, context.CancellationToken) is not IMethodSymbol symbol
            || (Attributes.Find(symbol, Attributes.Reducer) is null ? HookFindings.RuleOf(symbol) : Descriptors.InvalidReducer) is not { } rule) return;
        context.ReportDiagnostic(Diagnostic.Create(
            rule, function.Identifier.GetLocation(), symbol.Name,
            "it is a local function, as all methods among top-level statements are, and generated code cannot reach it; move it into a static class"));
    }
}
