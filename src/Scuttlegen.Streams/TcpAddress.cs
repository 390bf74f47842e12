using System.Globalization;
using System.Net;

namespace Scuttlegen.Streams;

/// <summary>Addresses as people write them: <c>192.0.2.1:7400</c>, <c>[2001:db8::1]:7400</c>, <c>peer.example:7400</c>.</summary>
internal static class TcpAddress
{
    public static EndPoint Parse(string? text, string option)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            var host = text![..colon];
            var isBracketed = host.StartsWith('[') && host.EndsWith(']');
            if (IPAddress.TryParse(host, out var address) && (isBracketed || !host.Contains(':', StringComparison.Ordinal))) return new IPEndPoint(address, port);
            if (!isBracketed && Uri.CheckHostName(host) == UriHostNameType.Dns) return new DnsEndPoint(host, port);
        }

        throw new ArgumentException($"{option} takes addresses such as 192.0.2.1:7400, [2001:db8::1]:7400 or peer.example:7400, not '{text}'.", option);
    }

    public static IPEndPoint ParseIP(string text, string option) => Parse(text, option) as IPEndPoint
        ?? throw new ArgumentException($"{option} takes the IP address and port of this machine to listen on, such as 0.0.0.0:7400 or [::]:7400, not '{text}'.", option);

    public static string Format(EndPoint address) => address is DnsEndPoint name ? string.Create(CultureInfo.InvariantCulture, $"{name.Host}:{name.Port}") : address.ToString()!;
}
