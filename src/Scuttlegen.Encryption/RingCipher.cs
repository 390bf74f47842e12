using System.Security.Cryptography;

namespace Scuttlegen.Encryption;

/// <summary>XChaCha20-Poly1305 of libsodium under the keys of a ring.</summary>
internal sealed class RingCipher : IRoomCipher
{
    private readonly RoomKeyRing _ring;

    public RingCipher(RoomKeyRing ring)
    {
        _ring = ring;
        ring.KeyAdded += TellKeyAdded;
    }

    public event EventHandler? KeyAdded;

    public RoomKeyId CurrentKey => _ring.CurrentKey;

    public bool Holds(RoomKeyId key) => _ring.Find(key) is not null;

    // 192 random bits: two of 2^80 batches share a nonce with a chance of 2^-33.
    public void DrawNonce(Span<byte> nonce) => RandomNumberGenerator.Fill(nonce);

    public void Encrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) =>
        RoomKey.Algorithm.Encrypt(Get(key).Key, nonce, associatedData, plaintext, ciphertext);

    public bool TryDecrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) =>
        RoomKey.Algorithm.Decrypt(Get(key).Key, nonce, associatedData, ciphertext, plaintext);

    public void Dispose() => _ring.KeyAdded -= TellKeyAdded;

    private RoomKey Get(RoomKeyId key) => _ring.Find(key) ?? throw new ArgumentException($"The ring does not hold the key {key}.", nameof(key));

    private void TellKeyAdded(object? sender, EventArgs e) => KeyAdded?.Invoke(this, e);
}
