using System.Globalization;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Names of locals that differ from each other and from those already in scope.</summary>
internal sealed class LocalNames(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public string Add(string memberName)
    {
        var name = char.ToLowerInvariant(memberName[0]) + memberName.Substring(1);
        var unique = name;
        for (var n = 2; !_taken.Add(unique); n++) unique = name + n.ToString(CultureInfo.InvariantCulture);
        return TypeNames.Escape(unique);
    }
}
