namespace Scuttlegen.Wire;

/// <summary>Which texts are the same URI on every platform.</summary>
internal static class UriText
{
    /// <summary>Whether an absolute URI is spelled with its scheme. Without one it is a file path: <c>/a</c> is absolute here and relative there.</summary>
    public static bool NamesScheme(Uri uri, string text)
    {
        var scheme = uri.Scheme;
        return text.Length > scheme.Length && text[scheme.Length] == ':' && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
    }
}
