namespace Scuttlegen;

/// <summary>
/// Encrypts the bodies of this peer's batches and decrypts those of others, under the keys of a room: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), as the protocol says. See <c>UseRoomKey</c> in the package
/// <c>Scuttlegen.Encryption</c>.
/// </summary>
/// <remarks>
/// One store uses one instance, one call at a time, and disposes it. Keys are only ever added: what could be decrypted once can be for as long as the instance lives.
/// </remarks>
public interface IRoomCipher : IDisposable
{
    /// <summary>The length of a nonce, in bytes.</summary>
    const int NonceSize = 24;

    /// <summary>By how much a ciphertext is longer than what it holds, in bytes.</summary>
    const int TagSize = 16;

    /// <summary>A key was added, by which more may be decrypted. Raised on any thread.</summary>
    event EventHandler? KeyAdded;

    /// <summary>The key that new batches are encrypted with.</summary>
    RoomKeyId CurrentKey { get; }

    /// <summary>Whether what is encrypted with that key can be decrypted.</summary>
    bool Holds(RoomKeyId key);

    /// <summary>Fills <paramref name="nonce"/> with bytes that nobody has used with any of these keys, on any machine: random ones.</summary>
    /// <param name="nonce">Takes <see cref="NonceSize"/> bytes.</param>
    void DrawNonce(Span<byte> nonce);

    /// <summary>Encrypts with a key that it <see cref="Holds"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="nonce"><see cref="NonceSize"/> bytes of <see cref="DrawNonce"/>.</param>
    /// <param name="associatedData">What is bound to the ciphertext, and not in it.</param>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="ciphertext">Takes as many bytes, and <see cref="TagSize"/> more.</param>
    void Encrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext);

    /// <summary>Decrypts with a key that it <see cref="Holds"/>. Never throws, whatever bytes it is given.</summary>
    /// <param name="key">The key.</param>
    /// <param name="nonce">The nonce that it was encrypted with: <see cref="NonceSize"/> bytes.</param>
    /// <param name="associatedData">What was bound to it.</param>
    /// <param name="ciphertext">At least <see cref="TagSize"/> bytes.</param>
    /// <param name="plaintext">Takes <see cref="TagSize"/> bytes less.</param>
    /// <returns>Whether that key, nonce and data made the ciphertext; if not, <paramref name="plaintext"/> tells nothing.</returns>
    bool TryDecrypt(RoomKeyId key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext);
}
