using NSec.Cryptography;

namespace Scuttlegen.Ed25519;

/// <summary>Ed25519 of libsodium: signatures whose scalar, public key or point is not canonical, or of small order, are none, so that every peer says the same of the same bytes.</summary>
/// <param name="key">The key to sign with.</param>
/// <param name="ownsKey">Whether it is disposed with the signer.</param>
internal sealed class Ed25519Signer(Ed25519Key key, bool ownsKey) : ISigner
{
    public int SignatureSize => SignatureAlgorithm.Ed25519.SignatureSize;

    public PeerId Peer => key.Peer;

    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature) => SignatureAlgorithm.Ed25519.Sign(key.Key, message, signature);

    public bool Verify(PeerId author, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> bytes = stackalloc byte[PeerId.Size];
        author.CopyTo(bytes);
        return signature.Length == SignatureSize
            && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var publicKey)
            && SignatureAlgorithm.Ed25519.Verify(publicKey!, message, signature);
    }

    public void Dispose()
    {
        if (ownsKey) key.Dispose();
    }
}
