using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Extraction;

/// <summary>Hashes that are the same on every machine and in every process.</summary>
internal static class StableHash
{
    public static uint Fnv1A(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }

    /// <summary>The first 64 bits of the SHA-256 of the declarations' tokens: white space and comments change nothing.</summary>
    public static string OfTokens(IEnumerable<SyntaxNode> declarations)
    {
        var text = new StringBuilder();
        foreach (var declaration in declarations)
        {
            foreach (var token in declaration.DescendantTokens())
            {
                // A separator no token contains keeps `a b` and `ab` apart.
                text.Append(token.Text).Append('\0');
            }
        }

        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        var digits = new StringBuilder(16);
        for (var i = 0; i < 8; i++) digits.Append(hash[i].ToString("x2", CultureInfo.InvariantCulture));
        return digits.ToString();
    }
}
