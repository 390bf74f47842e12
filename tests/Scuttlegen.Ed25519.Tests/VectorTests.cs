using Org.BouncyCastle.Crypto.Parameters;
using Scuttlegen.Wire;
using OtherSigner = Org.BouncyCastle.Crypto.Signers.Ed25519Signer;

namespace Scuttlegen.Ed25519.Tests;

/// <summary>What is signed, and the signatures, are those of the protocol's document and of another implementation.</summary>
public sealed class VectorTests : IDisposable
{
    // RFC 8032, 7.1, test 1.
    private static readonly byte[] Seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private const string PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private const string OverNothing = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

    private static readonly StoreId Store = StoreId.Create("counter", "");

    private readonly Ed25519Key _key = Ed25519Key.Import(Seed);
    private readonly Ed25519Signer _signer;

    public VectorTests() => _signer = new Ed25519Signer(_key, ownsKey: false);

    public void Dispose() => _key.Dispose();

    private Source Author => new(_key.Peer, 0x0102030405060708);

    private static ChainHash Hash => new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[_signer.SignatureSize];
        _signer.Sign(message, signature);
        return signature;
    }

    private static byte[] SignElsewhere(byte[] message)
    {
        var signer = new OtherSigner();
        signer.Init(true, new Ed25519PrivateKeyParameters(Seed));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    [Fact]
    public void A_peer_is_its_public_key_and_signs_as_the_rfc_says()
    {
        Assert.Equal(PublicKey, _key.Peer.ToString());
        Assert.Equal(OverNothing, Convert.ToHexStringLower(Sign([])));
    }

    [Fact]
    public void A_batch_is_signed_as_the_protocol_says()
    {
        byte[] message = [.. SignedMessage.OfBatch(Store, Author, 3, Hash, new byte[SignedMessage.MaxBytes]).Bytes];
        Assert.Equal(
            "857273637574746c6567656e2062617463682031500dddd29cd0c230cac8d39bc9a0f87ef75828" + PublicKey + "010203040506070803"
            + "5820000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            Convert.ToHexStringLower(message));
        var signature = Sign(message);
        Assert.Equal(
            "0572bf8d61002df6f4d32c10f5390384f1833e6a689905f9c5ca5c80781cbceda5664b1bb0b2d0a42e59868b19ead5b9c638797abae791e6d5a231e0c437e70e",
            Convert.ToHexStringLower(signature));
        Assert.Equal(SignElsewhere(message), signature);
        Assert.True(new Signatures(Store, _signer).Vouch(Author, 3, Hash, signature));
    }

    [Fact]
    public void A_session_is_signed_as_the_protocol_says()
    {
        const ulong session = 0x1112131415161718;
        byte[] message = [.. SignedMessage.OfSession(Store, Author, session, new byte[SignedMessage.MaxBytes]).Bytes];
        Assert.Equal(
            "847473637574746c6567656e2073657373696f6e2031500dddd29cd0c230cac8d39bc9a0f87ef75828" + PublicKey + "0102030405060708481112131415161718",
            Convert.ToHexStringLower(message));
        var signature = new Signatures(Store, _signer).SignSession(Author, session);
        Assert.Equal(
            "04868f1f2d0cbee24d2b2b42d1eaf2e1f76ecb386516246953b7c2bee4b48cafd54441af7496109b8e7d4f29cef70e08d0890a9771da95a7af9a2abf19bd9406",
            Convert.ToHexStringLower(signature!));
        Assert.Equal(SignElsewhere(message), signature);
    }

    /// <summary>A signature is for one store, source, sequence and hash.</summary>
    [Fact]
    public void Whatever_is_changed_the_signature_is_none()
    {
        var signatures = new Signatures(Store, _signer);
        var batch = BatchOf();
        var signature = signatures.Sign(Author, batch, Hash).Signature.ToArray();
        var last = batch.Header.LastSequence;
        Assert.True(signatures.Vouch(Author, last, Hash, signature));
        Assert.False(signatures.Vouch(Author, last + 1, Hash, signature));
        Assert.False(signatures.Vouch(Author with { Incarnation = 1 }, last, Hash, signature));
        Assert.False(signatures.Vouch(Author, last, Hash.Next([], []), signature));
        Assert.False(new Signatures(StoreId.Create("counter", "kitchen"), _signer).Vouch(Author, last, Hash, signature));
        Assert.False(signatures.IsSessionOf(Author, last, signature));
        for (var i = 0; i < signature.Length; i++)
        {
            byte[] damaged = [.. signature];
            damaged[i] ^= 1;
            Assert.False(signatures.Vouch(Author, last, Hash, damaged));
        }
    }

    [Fact]
    public void Signatures_of_other_lengths_are_none()
    {
        var signature = Sign([]);
        foreach (var other in (byte[][])[[], signature[..63], [.. signature, 0], new byte[1024]]) Assert.False(_signer.Verify(_key.Peer, [], other));
    }

    /// <summary>Where implementations differ, peers would: these are refused by all that follow the protocol.</summary>
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")] // of order 4
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")] // of order 1
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // of order 2
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // not canonical
    public void A_key_that_fits_any_signature_fits_none(string key)
    {
        // R of order 1 and s = 0 satisfy the equation under a key of order 1.
        byte[] signature = [1, .. new byte[63]];
        Assert.False(_signer.Verify(PeerId.Parse(key, null), [], signature));
    }

    [Fact]
    public void A_signature_has_one_spelling()
    {
        // s and s + L satisfy the same equation.
        var order = (System.Numerics.BigInteger.One << 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var signature = Sign([]);
        var s = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        byte[] respelled = [.. signature[..32], .. s.ToByteArray(isUnsigned: true)];
        Assert.Equal(64, respelled.Length);
        Assert.False(_signer.Verify(_key.Peer, [], respelled));
    }

    /// <summary>The ids of unsigned peers are random bytes: half of them are public keys, of which nobody has the private one.</summary>
    [Fact]
    public void Random_peer_ids_have_signed_nothing()
    {
        var signature = Sign([]);
        for (var i = 0; i < 200; i++) Assert.False(_signer.Verify(PeerId.NewRandom(), [], signature));
    }

    private static Batch BatchOf()
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 1, 0, [0x81, 0x05]);
        return builder.Seal(1);
    }
}
