using System.Buffers.Text;
using System.Text.Json;
using NATS.Client.Core;
using NATS.NKeys;

namespace Scuttlegen.Nats;

/// <summary>What a peer signs in with: checked before anybody connects, and named, when a server refuses it, without anything secret.</summary>
internal static class NatsCredentials
{
    private const int UserKeyLength = 56;

    /// <summary>Refuses what no server could accept, and adds the public key that belongs to a seed given alone.</summary>
    /// <exception cref="ArgumentException">The credentials contradict themselves or are malformed; the message repeats no secret.</exception>
    public static NatsAuthOpts Complete(NatsAuthOpts given, string option)
    {
        if (Is(given.Password) && !Is(given.Username)) throw Invalid(option, $"{nameof(given.Password)} together with {nameof(given.Username)}; it had none");
        if (!Is(given.Seed))
        {
            if (Is(given.NKey) && !Is(given.Jwt)) throw Invalid(option, $"{nameof(given.NKey)} together with its {nameof(given.Seed)}, which signs what the server asks; it had none");
            return given;
        }

        var publicKey = PublicKeyOf(given.Seed!, option);
        if (!Is(given.NKey)) return Is(given.Jwt) ? given : given with { NKey = publicKey };
        if (given.NKey != publicKey) throw Invalid(option, $"the {nameof(given.NKey)} that belongs to {nameof(given.Seed)}, {publicKey}; it was another");
        return given;
    }

    /// <summary>Refuses certificates that the client could not use.</summary>
    /// <exception cref="ArgumentException">A part is missing, or is there twice.</exception>
    public static void Check(NatsTlsOpts given, string option)
    {
        if (Is(given.CertFile) != Is(given.KeyFile)) throw Invalid(option, $"{nameof(given.CertFile)} and {nameof(given.KeyFile)} together; it had only one of them");
        if (Is(given.CertFile) && Is(given.CertBundleFile)) throw Invalid(option, $"either {nameof(given.CertFile)} or {nameof(given.CertBundleFile)}; it had both");
    }

    /// <summary>Names whom a server is asked to let in: by user name, public key or file, in the order in which the client prefers them.</summary>
    public static string Describe(NatsOpts client)
    {
        var given = client.AuthOpts;
        if (given.AuthCredCallback is not null) return "the credentials of " + nameof(given.AuthCredCallback);
        if (Is(given.Creds)) return "the given credentials";
        if (Is(given.CredsFile)) return $"the credentials file {given.CredsFile}";
        if (Is(given.NKeyFile)) return $"the NKey in {given.NKeyFile}";
        if (Is(given.Jwt)) return DescribeJwt(given.Jwt!);
        if (Is(given.NKey)) return $"the NKey {given.NKey}";
        if (Is(given.Username)) return DescribeUser(given.Username!);
        if (Is(given.Token)) return "the token";
        var inAddress = client.Url.Split(',').Select(address => NatsAddress.TryParse(address, out var parsed) ? parsed.UserInfo : "").FirstOrDefault(static info => info.Length > 0);
        if (inAddress is null) return HasCertificate(client.TlsOpts) ? $"the certificate {client.TlsOpts.CertFile ?? client.TlsOpts.CertBundleFile}" : "a peer without credentials";

        // Without a colon it is a token, which must not be shown.
        var colon = inAddress.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "the token" : DescribeUser(Uri.UnescapeDataString(inAddress[..colon]));
    }

    /// <summary>The certificate that a server which asks for one is shown.</summary>
    public static string DescribeCertificate(NatsTlsOpts given) =>
        HasCertificate(given) ? $"the one in {given.CertFile ?? given.CertBundleFile}"
        : given.ConfigureClientAuthentication is null ? "none"
        : $"what {nameof(given.ConfigureClientAuthentication)} says";

    /// <summary>Whom a server's certificate must come from.</summary>
    public static string DescribeTrust(NatsTlsOpts given) =>
        $"which must name the server as its address does, and come from an authority {(Is(given.CaFile) ? $"in {given.CaFile}" : "that the system trusts")}";

    private static bool HasCertificate(NatsTlsOpts given) => Is(given.CertFile) || Is(given.CertBundleFile);

    private static string DescribeUser(string name) => $"the user {name} with this password";

    /// <summary>A JWT names its holder's public key; the claims are read for people alone, so whatever they are not is passed over.</summary>
    private static string DescribeJwt(string jwt)
    {
        var parts = jwt.Split('.');
        if (parts.Length == 3 && Base64Url.IsValid(parts[1]))
        {
            try
            {
                using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
                if (claims.RootElement.ValueKind == JsonValueKind.Object
                    && claims.RootElement.TryGetProperty("sub", out var subject)
                    && subject.ValueKind == JsonValueKind.String
                    && subject.GetString() is { Length: UserKeyLength } key)
                {
                    return $"the JWT of {key}";
                }
            }
            catch (JsonException)
            {
                // It is no JWT: the server says so.
            }
        }

        return "the JWT";
    }

    private static string PublicKeyOf(string seed, string option)
    {
        const string takes = "a user's NKey seed as Seed: 58 letters and digits that begin with SU";
        string publicKey;
        try
        {
            using var pair = KeyPair.FromSeed(seed);
            publicKey = pair.GetPublicKey();
        }
        catch (Exception exception) when (exception is NKeysException or ArgumentException or FormatException)
        {
            // Not the cause itself: what another implementation says in it is not known to be free of the seed.
            throw Invalid(option, $"{takes}; it was none, or was mistyped or cut");
        }

        if (publicKey[0] != 'U') throw Invalid(option, $"{takes}; it was the seed of {publicKey}, which is no user");
        return publicKey;
    }

    private static bool Is(string? text) => !string.IsNullOrEmpty(text);

    private static ArgumentException Invalid(string option, string takes) => new($"{option} takes {takes}.", option);
}
