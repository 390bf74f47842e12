using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using NATS.NKeys;

namespace Scuttlegen.Nats.Tests;

/// <summary>An operator with one account, as nsc would set them up: signs the JWTs that a nats-server in operator mode asks for.</summary>
internal sealed class JwtIssuer
{
    // Some time in the past: whatever is issued is valid already.
    private const long IssuedAt = 1_700_000_000;

    private readonly string _operatorSeed;
    private readonly string _accountSeed;

    public JwtIssuer(string name)
    {
        _operatorSeed = Seeds.Named('O', name);
        _accountSeed = Seeds.Named('A', name);
    }

    /// <summary>The part of a server's configuration that makes it trust the operator and know the account.</summary>
    public string ServerConfiguration
    {
        get
        {
            var limits = new JsonObject { ["subs"] = -1, ["data"] = -1, ["payload"] = -1, ["imports"] = -1, ["exports"] = -1, ["wildcards"] = true, ["conn"] = -1, ["leaf"] = -1 };
            var itself = Sign(_operatorSeed, PublicKey(_operatorSeed), "operator", []);
            var account = Sign(_operatorSeed, PublicKey(_accountSeed), "account", new JsonObject { ["limits"] = limits });
            return $$"""
                operator: "{{itself}}"
                resolver: MEMORY
                resolver_preload: { {{PublicKey(_accountSeed)}}: "{{account}}" }
                """;
        }
    }

    public static string PublicKey(string seed)
    {
        using var pair = KeyPair.FromSeed(seed);
        return pair.GetPublicKey();
    }

    /// <summary>What nsc writes for a user.</summary>
    public static string Creds(string jwt, string seed) => $"""
        -----BEGIN NATS USER JWT-----
        {jwt}
        ------END NATS USER JWT------

        -----BEGIN USER NKEY SEED-----
        {seed}
        ------END USER NKEY SEED------

        """;

    /// <summary>The JWT of a user of the account.</summary>
    /// <param name="userSeed">The user's seed.</param>
    /// <param name="expired">Whether it was valid for a second only.</param>
    public string User(string userSeed, bool expired = false)
    {
        var claims = new JsonObject { ["pub"] = new JsonObject(), ["sub"] = new JsonObject(), ["subs"] = -1, ["data"] = -1, ["payload"] = -1 };
        return Sign(_accountSeed, PublicKey(userSeed), "user", claims, expired);
    }

    private static string Sign(string issuerSeed, string subject, string type, JsonObject nats, bool expired = false)
    {
        nats["type"] = type;
        nats["version"] = 2;
        var claims = new JsonObject { ["iat"] = IssuedAt, ["iss"] = PublicKey(issuerSeed), ["name"] = type, ["sub"] = subject, ["nats"] = nats };
        if (expired) claims["exp"] = IssuedAt + 1;
        var signed = Encode("""{"typ":"JWT","alg":"ed25519-nkey"}""") + "." + Encode(claims.ToJsonString());
        using var pair = KeyPair.FromSeed(issuerSeed);
        var signature = new byte[64];
        pair.Sign(Encoding.ASCII.GetBytes(signed), signature);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
