namespace Scuttlegen.Generators.Reuse;

/// <summary>
/// Names as numbers: 64 bits of a hash, so that sets of them are small and quick to search. Two names that share one are taken for one, which costs an extraction and no more. Letter case
/// is ignored, for names of generated files depend on names that differ by it alone; so is the suffix that attributes are written without.
/// </summary>
internal static class Names
{
    private const string Suffix = "Attribute";

    /// <summary>The name that everything depends on.</summary>
    public const ulong Everything = 0;

    public static ulong Of(string name)
    {
        var length = name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Length - Suffix.Length : name.Length;
        var hash = TextHash.Basis;
        for (var i = 0; i < length; i++) hash = TextHash.Add(hash, char.ToUpperInvariant(name[i]));
        return hash;
    }
}

/// <summary>64 bits that stand for a text.</summary>
internal static class TextHash
{
    public const ulong Basis = 14695981039346656037UL;

    public static ulong Add(ulong hash, char c) => unchecked((hash ^ c) * 1099511628211UL);

    /// <summary>Adds a text and its end, so that what follows cannot be taken for part of it.</summary>
    public static ulong Add(ulong hash, string text)
    {
        foreach (var c in text) hash = Add(hash, c);
        return Add(hash, '\uFFFF');
    }

    public static ulong Add(ulong hash, ulong value)
    {
        // FNV mixes low bits upwards only; a hash in a hash has to reach all of them.
        hash = unchecked((hash ^ value) * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 32);
    }
}
