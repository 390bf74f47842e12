using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>
/// Reports what a rule would report that does not exist yet, or that a test wants alone: every node for which a function says so, as its
/// own sink, with the properties that effect rules set.
/// </summary>
#pragma warning disable RS1001, RS1017, RS1036 // It is no analyzer to be shipped.
internal sealed class StandIn(string id, Func<SyntaxNode, SemanticModel, bool> isFound, bool isDirect = true) : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor = new(id, "Stand-in", "Found", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(document =>
        {
            foreach (var node in document.SemanticModel.SyntaxTree.GetRoot(document.CancellationToken).DescendantNodes())
            {
                if (!isFound(node, document.SemanticModel))
                    continue;
                var properties = isDirect ? ImmutableDictionary<string, string?>.Empty.Add("Direct", "") : ImmutableDictionary<string, string?>.Empty;
                document.ReportDiagnostic(Diagnostic.Create(_descriptor, node.GetLocation(), [node.GetLocation()], properties));
            }
        });
    }
}
