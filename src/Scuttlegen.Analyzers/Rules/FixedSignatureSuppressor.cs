using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Scuttlegen.Analyzers.State;

namespace Scuttlegen.Analyzers.Rules;

/// <summary>
/// Silences hints to remove a parameter that generated code passes: state and action of a reducer, for example. What the signature leaves
/// to the user, such as the <c>ReplayContext</c>, can be removed, and stays reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedSignatureSuppressor : DiagnosticSuppressor
{
    private const string Reason = "Generated code calls the method with these parameters.";

    private static readonly ImmutableDictionary<string, SuppressionDescriptor> Known = new[]
    {
        new SuppressionDescriptor("SCUTS001", "IDE0060", Reason),
        new SuppressionDescriptor("SCUTS002", "CA1801", Reason),
    }.ToImmutableDictionary(descriptor => descriptor.SuppressedDiagnosticId);

    /// <summary>By attribute, how many parameters the signature demands.</summary>
    private static readonly ImmutableArray<(string Attribute, int Count)> Signatures =
    [
        ("ReducerAttribute", 2),
        ("GuardAttribute", 2),
        ("VerifierAttribute", 2),
        ("SignerAttribute", 2),
        ("AdmissionAttribute", 3),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. Known.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree || !Known.TryGetValue(diagnostic.Id, out var descriptor))
                continue;
            var syntax = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ParameterSyntax>();
            if (syntax is not null && context.GetSemanticModel(tree).GetDeclaredSymbol(syntax, context.CancellationToken) is IParameterSymbol parameter && IsFixed(parameter))
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
        }
    }

    private static bool IsFixed(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method
        && Signatures.Any(signature => parameter.Ordinal < signature.Count && (HasMark(method, signature.Attribute) || HasMark(method.PartialDefinitionPart, signature.Attribute)));

    private static bool HasMark(IMethodSymbol? method, string attribute) => method is not null && Marks.Has(method, attribute);
}
