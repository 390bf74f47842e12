using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Nats;

/// <summary>A server's address as the client understands it, and as it may be shown: without user, password and token.</summary>
internal static class NatsAddress
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "nats://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out address)
            && address.Scheme is "nats" or "tls" or "ws" or "wss"
            && address.Host.Length > 0
            && !text.Any(char.IsWhiteSpace);
    }

    /// <summary>Cuts away whatever could be a secret, also of a text that is no address.</summary>
    public static string Redact(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0) return text;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 && scheme < at ? string.Concat(text.AsSpan(0, scheme + 3), text.AsSpan(at + 1)) : text[(at + 1)..];
    }

    /// <summary>All addresses of a comma-separated list, to be shown.</summary>
    public static string Describe(string url) => string.Join(", ", url.Split(',').Select(Redact));
}
