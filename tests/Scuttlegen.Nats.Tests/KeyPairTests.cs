using System.Text;
using NATS.NKeys;

namespace Scuttlegen.Nats.Tests;

/// <summary>The stand-in for the NATS.NKeys package, against vectors that it did not make. That a real server accepts it, <see cref="AuthenticationTests"/> shows.</summary>
public sealed class KeyPairTests
{
    /// <summary>From the documentation of NATS.</summary>
    public const string Seed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";

    /// <summary>The public key that the documentation gives for <see cref="Seed"/>.</summary>
    public const string PublicKey = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

    [Fact]
    public void Public_key_is_the_documented_one()
    {
        using var pair = KeyPair.FromSeed(Seed);
        Assert.Equal(PublicKey, pair.GetPublicKey());
    }

    [Fact]
    public void Signature_is_that_of_Rfc_8032()
    {
        // Test 2 of section 7.1, its secret key written as a user's seed.
        using var pair = KeyPair.FromSeed(Seeds.User("4CCD089B28FF96DA9DB6C346EC114E0F5B8A319F35ABA624DA8CF6ED4FB8A6FB"));
        var signature = new byte[64];

        pair.Sign(new byte[] { 0x72 }, signature);

        Assert.Equal(
            "92A009A9F0D4CAB8720E820B5F642540A2B27B5416503F8FB3762223EBDB69DA085AC1E43E15996E458F3613D0F11D8C387B2EAEB4302AEEB00D291612BB0C00",
            Convert.ToHexString(signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3V")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VYA")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VZ")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU4VY")]
    [InlineData("suacssl3uahudxkfsnvuzrf5uhpmwz6bfdtj7m6usdxiednppqyyycu3vy")]
    [InlineData("UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4")]
    public void Whatever_is_no_seed_is_refused_without_repeating_it(string seed)
    {
        var exception = Assert.Throws<NKeysException>(() => KeyPair.FromSeed(seed));
        if (seed.Length > 0) Assert.DoesNotContain(seed, exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Short_buffer_for_a_signature_is_refused()
    {
        using var pair = KeyPair.FromSeed(Seed);
        Assert.Throws<ArgumentException>(() => pair.Sign(Encoding.ASCII.GetBytes("nonce"), new byte[63]));
    }
}
