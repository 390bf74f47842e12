using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// Takes the diagnostics of an extraction, with real locations. The generator passes none: it only needs to know that there is no
/// model, and keeps its pipeline free of locations. The analyzer runs the same extraction and reports.
/// </summary>
internal sealed class Problems(Action<Diagnostic>? report)
{
    public static readonly Problems Ignored = new(null);

    public void Add(DiagnosticDescriptor rule, Location? location, params object?[] arguments) =>
        report?.Invoke(Diagnostic.Create(rule, location, arguments));
}
