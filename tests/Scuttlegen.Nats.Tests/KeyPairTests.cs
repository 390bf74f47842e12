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
        using var pair = KeyPair.FromSeed(SeedOf("4CCD089B28FF96DA9DB6C346EC114E0F5B8A319F35ABA624DA8CF6ED4FB8A6FB"));
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

    /// <summary>Writes a seed with big-number arithmetic and a bitwise CRC, not with the code under test.</summary>
    private static string SeedOf(string hexKey)
    {
        // S = 18 and U = 20 as five bits each, six zero bits, then the key: 34 bytes.
        var body = Convert.FromHexString("95" + "00" + hexKey);
        body[0] = 0b10010_101;
        body[1] = 0b00_000000;
        uint crc = 0;
        foreach (var bit in body.SelectMany(value => Enumerable.Range(0, 8).Select(i => (uint)(value >> (7 - i)) & 1)))
        {
            var top = (crc >> 15) ^ bit;
            crc = (crc << 1) & 0xFFFF;
            if (top == 1) crc ^= 0x1021;
        }

        byte[] all = [.. body, (byte)crc, (byte)(crc >> 8)];
        var number = new System.Numerics.BigInteger(all, isUnsigned: true, isBigEndian: true) << 2;
        var text = new StringBuilder();
        for (var i = 57; i >= 0; i--) text.Append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)((number >> (5 * i)) & 31)]);
        return text.ToString();
    }
}
