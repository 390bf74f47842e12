using System.Text;
using CsCheck;
using Scuttlegen.Wire;

namespace Scuttlegen.Encryption.Tests;

/// <summary>The cipher against its specification, and our layout against bytes that are never to change.</summary>
public sealed class VectorTests
{
    private static readonly StoreId Counter = StoreId.Create("counter", "");

    // The public key of RFC 8032, test 1.
    private static readonly Source Author = new(new PeerId(Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")), 0x0102030405060708);

    /// <summary>draft-irtf-cfrg-xchacha-03, A.3.1.</summary>
    [Fact]
    public void The_cipher_is_that_of_the_draft()
    {
        using var ring = new RoomKeyRing(RoomKey.Import(Convert.FromHexString("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")));
        using var cipher = new RingCipher(ring);
        var plaintext = Encoding.ASCII.GetBytes("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
        var associatedData = Convert.FromHexString("50515253c0c1c2c3c4c5c6c7");
        var nonce = Convert.FromHexString("404142434445464748494a4b4c4d4e4f5051525354555657");
        var ciphertext = new byte[plaintext.Length + IRoomCipher.TagSize];
        cipher.Encrypt(ring.CurrentKey, nonce, associatedData, plaintext, ciphertext);
        Assert.Equal(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
            + "c0875924c1c7987947deafd8780acf49",
            Convert.ToHexStringLower(ciphertext));
        var back = new byte[plaintext.Length];
        Assert.True(cipher.TryDecrypt(ring.CurrentKey, nonce, associatedData, ciphertext, back));
        Assert.Equal(plaintext, back);
    }

    [Fact]
    public void A_batch_is_encrypted_to_these_bytes()
    {
        using var ring = new RoomKeyRing(RoomKey.Import(Enumerable.Range(0, RoomKey.Size).Select(i => (byte)i).ToArray()));
        Assert.Equal("b0570f619dc95cc065659fc13eadda59", ring.CurrentKey.ToString());
        using var cipher = new FixedNonce(new RingCipher(ring), Convert.FromHexString("404142434445464748494a4b4c4d4e4f5051525354555657"));
        var encryption = new RoomEncryption(Counter, cipher);
        var batch = encryption.Encrypt(Author, Plain("Incremented", [0x81, 0x05]));
        Assert.Equal("87010101000080a1035828b0570f619dc95cc065659fc13eadda59404142434445464748494a4b4c4d4e4f5051525354555657", Convert.ToHexStringLower(batch.HeaderBytes));
        Assert.Equal("56220570d16bb6f3e7f406d5e6f206e0f7d7c8aa673c379a28b0f88a25360e23d0330db5c297f17e449b1d", Convert.ToHexStringLower(batch.BodyBytes));
        Assert.Equal(Opening.Open, encryption.TryOpen(Author, batch, out _, out _));
    }

    /// <summary>Whatever is changed, of body, header, nonce or key: it is refused at the door, or opens nowhere; never does it open as something else.</summary>
    [Fact]
    public void Whatever_is_changed_nothing_opens()
    {
        using var ring = new RoomKeyRing(RoomKey.Create());
        using var cipher = new RingCipher(ring);
        var encryption = new RoomEncryption(Counter, cipher);
        var batch = encryption.Encrypt(Author, Plain("Incremented", [0x81, 0x05]));
        byte[] bytes = [.. batch.HeaderBytes, .. batch.BodyBytes];
        var (refused, unopened) = (0, 0);
        for (var position = 0; position < bytes.Length; position++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. bytes];
                changed[position] ^= (byte)(1 << bit);
                try
                {
                    var read = Batch.Read(changed.AsSpan(0, batch.HeaderBytes.Length), changed.AsSpan(batch.HeaderBytes.Length));
                    Assert.True(read.Header.HasUnknownCritical || encryption.TryOpen(Author, read, out _, out _) != Opening.Open, $"bit {bit} of byte {position}");
                    unopened++;
                }
                catch (WireFormatException)
                {
                    refused++;
                }
            }
        }

        // Of the body, nothing is seen at the door; of the header most is.
        Assert.True(unopened >= 8 * (batch.BodyBytes.Length + RoomKeyId.Size + IRoomCipher.NonceSize), $"{unopened} unopened, {refused} refused");
        Assert.True(refused > 0);
    }

    [Fact]
    public void Random_bodies_open_for_whoever_holds_the_key_and_for_nobody_else()
    {
        using var ring = new RoomKeyRing(RoomKey.Create(), RoomKey.Create());
        using var others = new RoomKeyRing(RoomKey.Create());
        using RingCipher cipher = new(ring), otherCipher = new(others);
        var (encryption, other) = (new RoomEncryption(Counter, cipher), new RoomEncryption(Counter, otherCipher));
        Gen.Byte.Array[0, 300].Array[1, 20].Sample(
            payloads =>
            {
                var batch = encryption.Encrypt(Author, Plain("Noted", payloads));
                Assert.Equal(Opening.Open, encryption.TryOpen(Author, batch, out var updates, out _));
                foreach (var payload in payloads)
                {
                    Assert.True(updates.MoveNext());
                    Assert.Equal(payload, updates.Payload);
                }

                Assert.False(updates.MoveNext());
                Assert.Equal(Opening.Locked, other.TryOpen(Author, batch, out _, out _));
            },
            threads: 1);
    }

    [Fact]
    public void No_two_batches_share_a_nonce()
    {
        using var ring = new RoomKeyRing(RoomKey.Create());
        using var cipher = new RingCipher(ring);
        var encryption = new RoomEncryption(Counter, cipher);
        var plain = Plain("Incremented", [0x81, 0x05]);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => encryption.Encrypt(Author, plain).Header.Key!.Value.Nonce).Distinct().Count());
    }

    private static Batch Plain(string kind, params byte[][] payloads)
    {
        var builder = new BatchBuilder(isToBeEncrypted: true);
        for (var i = 0; i < payloads.Length; i++) Assert.True(builder.TryAdd(kind, 1 + (ulong)i, 1_700_000_000_000, payloads[i]));
        return builder.Seal(1);
    }

    private sealed class FixedNonce(IRoomCipher inner, byte[] fixedNonce) : IRoomCipher
    {
        public event EventHandler? KeyAdded
        {
            add => inner.KeyAdded += value;
            remove => inner.KeyAdded -= value;
        }

        public RoomKeyId CurrentKey => inner.CurrentKey;

        public bool Holds(RoomKeyId key) => inner.Holds(key);

        public void DrawNonce(Span<byte> nonce) => fixedNonce.CopyTo(nonce);

        public void Encrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
            inner.Encrypt(key, nonce, associatedData, plaintext, ciphertext);

        public bool TryDecrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) =>
            inner.TryDecrypt(key, nonce, associatedData, ciphertext, plaintext);

        public void Dispose() => inner.Dispose();
    }
}
