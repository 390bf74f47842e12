using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>Reads every body and finds nothing: what the compiler spends as soon as there is any analyser, such as those of the .NET SDK, which every project has.</summary>
#pragma warning disable RS1001, RS2008 // Never packed: measured only.
internal sealed class Bystander : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterOperationBlockAction(static _ => { });
    }
}
