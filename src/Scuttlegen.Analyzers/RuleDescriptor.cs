using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers;

/// <summary>What all descriptors have in common, so that a rule states only what is its own.</summary>
internal static class RuleDescriptor
{
    public const string Usage = "Scuttlegen.Usage";
    public const string Determinism = "Scuttlegen.Determinism";
    public const string Purity = "Scuttlegen.Purity";
    public const string Wire = "Scuttlegen.Wire";
    public const string State = "Scuttlegen.State";
    public const string Commutation = "Scuttlegen.Commutation";

    public static string HelpLink(string id) => $"https://github.com/scuttlegen/scuttlegen/blob/main/docs/rules/{id}.md";
}
