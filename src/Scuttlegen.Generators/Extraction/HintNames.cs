using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>
/// Names of generated files. File names ignore case on some systems, and so does the compiler when it compares hint names: where
/// two types differ by case alone, a hash tells them apart.
/// </summary>
internal static class HintNames
{
    // By container, because asking every sibling of every type would be quadratic; weakly, so that no compilation is kept.
    private static readonly ConditionalWeakTable<INamespaceOrTypeSymbol, HashSet<string>> Twins = new();

    public static string Of(INamedTypeSymbol type)
    {
        var name = TypeNames.Metadata(type);
        var safe = new StringBuilder(name.Length);
        foreach (var c in name) safe.Append(char.IsLetterOrDigit(c) || c is '.' or '+' or '_' ? c : '-');
        if (safe.ToString() != name || HasTwin(type)) safe.Append('-').Append(StableHash.Fnv1A(name).ToString("x8", CultureInfo.InvariantCulture));
        return safe.ToString();
    }

    private static bool HasTwin(INamedTypeSymbol type)
    {
        for (ISymbol part = type; part is not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
        {
            if (part.ContainingSymbol is not INamespaceOrTypeSymbol container) return false;
            if (Twins.GetValue(container, FindTwins).Contains(part.MetadataName)) return true;
        }

        return false;
    }

    /// <summary>The names in a container that another differs from by case alone.</summary>
    private static HashSet<string> FindTwins(INamespaceOrTypeSymbol container)
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var twins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol) continue;
            var name = member.MetadataName;
            if (!byName.TryGetValue(name, out var other)) byName.Add(name, name);
            else if (other != name)
            {
                twins.Add(name);
                twins.Add(other);
            }
        }

        return twins;
    }
}
